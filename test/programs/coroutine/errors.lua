local co = coroutine.create(function() error("oops") end) print(coroutine.resume(co)) print(coroutine.status(co)) print(coroutine.resume(co))
print(coroutine.resume(coroutine.create(function() error({}) end)) == false) print(coroutine.resume(coroutine.create(function() local x x.y = 1 end)))
local w = coroutine.wrap(function() error("in wrap") end) print(pcall(w)) local w2 = coroutine.wrap(function() error({1}) end) print(select("#", pcall(w2)))
print(pcall(function() local w3 = coroutine.wrap(function() error("lvl") end) w3() end)) print(pcall(coroutine.yield, 1))
local self self = coroutine.create(function() return coroutine.resume(self) end) print(coroutine.resume(self))
local outer outer = coroutine.create(function() local inner = coroutine.create(function() return coroutine.status(outer), coroutine.resume(outer) end) return coroutine.resume(inner) end) print(coroutine.resume(outer))
print(coroutine.resume(coroutine.create(function() return pcall(function() coroutine.yield(1) end) end)))
print(coroutine.resume(coroutine.create(function() local t = setmetatable({}, {__index = function() coroutine.yield(1) end}) return t.x end)))
print(coroutine.resume(coroutine.create(function() for x in function() coroutine.yield(1) end do end end)))
-- expect: false	errors.lua:1: oops
-- expect: dead
-- expect: false	cannot resume dead coroutine
-- expect: true
-- expect: false	errors.lua:2: attempt to index local 'x' (a nil value)
-- expect: false	errors.lua:3: in wrap
-- expect: 2
-- expect: false	errors.lua:4: errors.lua:4: lvl
-- expect: false	attempt to yield across metamethod/C-call boundary
-- expect: true	false	cannot resume running coroutine
-- expect: true	true	normal	false	cannot resume normal coroutine
-- expect: true	false	attempt to yield across metamethod/C-call boundary
-- expect: false	attempt to yield across metamethod/C-call boundary
-- expect: false	attempt to yield across metamethod/C-call boundary
