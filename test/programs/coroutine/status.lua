-- status is suspended, running, normal or dead.
local outer
outer = coroutine.create(function()
  print("running", coroutine.status(outer))
  local inner = coroutine.create(function() print("outer seen from inner", coroutine.status(outer)) coroutine.yield() end)
  print(coroutine.status(inner))
  coroutine.resume(inner)
  print(coroutine.status(inner))
  coroutine.yield()
end)
print(coroutine.status(outer)) -- expect: suspended
-- expect: running	running
-- expect: suspended
-- expect: outer seen from inner	normal
-- expect: suspended
coroutine.resume(outer)
print(coroutine.status(outer)) -- expect: suspended
coroutine.resume(outer)
print(coroutine.status(outer)) -- expect: dead
