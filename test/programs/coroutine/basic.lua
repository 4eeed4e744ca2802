-- A coroutine's life from create to dead.
local co = coroutine.create(function(a, b) print("start", a, b) local c = coroutine.yield(a + b) print("got", c) local d, e = coroutine.yield(c * 2) print("got2", d, e) return "fin", 99 end)
print(coroutine.status(co)) print(coroutine.resume(co, 1, 2)) print(coroutine.status(co)) print(coroutine.resume(co, 10)) print(coroutine.resume(co, "x", "y")) print(coroutine.status(co)) print(coroutine.resume(co)) -- expect: suspended
-- expect: start	1	2
-- expect: true	3
-- expect: suspended
-- expect: got	10
-- expect: true	20
-- expect: got2	x	y
-- expect: true	fin	99
-- expect: dead
-- expect: false	cannot resume dead coroutine
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) print(gen(), gen(), gen(), gen()) print(pcall(gen)) -- expect: 1	2	3
-- expect: false	cannot resume dead coroutine
for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i * i) end end) do print(v) end -- expect: 1
-- expect: 4
-- expect: 9
print(coroutine.running()) print(coroutine.resume(coroutine.create(function() return coroutine.running() ~= nil end))) print(type(coroutine.create(function() end))) -- expect: nil
-- expect: true	true
-- expect: thread
print(coroutine.resume(coroutine.create(function(...) return select("#", ...) end), nil, nil)) print(coroutine.resume(coroutine.create(function() coroutine.yield() return end))) -- expect: true	2
-- expect: true
