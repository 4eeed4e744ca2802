-- resume's arguments become yield's results, yield's arguments become resume's results.
local co = coroutine.create(function(a, b)
  print("start", a, b) -- expect: start	1	2
  local c, d = coroutine.yield(a + b, "first")
  print("then", c, d)
  local e = coroutine.yield()
  print("last", e)
  return "done", nil
end)
print(coroutine.resume(co, 1, 2)) -- expect: true	3	first
-- expect: then	c	nil
print(coroutine.resume(co, "c")) -- expect: true
-- expect: last	e
print(coroutine.resume(co, "e", "dropped")) -- expect: true	done	nil
print(coroutine.resume(co)) -- expect: false	cannot resume dead coroutine
