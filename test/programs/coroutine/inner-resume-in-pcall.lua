-- A coroutine resumed within a pcall within a coroutine yields to its resumer.
local inner = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
local outer = coroutine.create(function()
  local ok, v = pcall(inner)
  coroutine.yield(v)
  return select(2, pcall(inner))
end)
print(coroutine.resume(outer)) print(coroutine.resume(outer)) -- expect: true	1
-- expect: true	2
