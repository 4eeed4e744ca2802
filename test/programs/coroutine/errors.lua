-- Errors in coroutines and of their functions.
local co = coroutine.create(function() error("oops") end) print(coroutine.resume(co)) print(coroutine.status(co)) print(coroutine.resume(co)) -- expect: false	errors.lua:2: oops
-- expect: dead
-- expect: false	cannot resume dead coroutine
print(coroutine.resume(coroutine.create(function() error({}) end)) == false) print(coroutine.resume(coroutine.create(function() local x x.y = 1 end))) -- expect: true
-- expect: false	errors.lua:5: attempt to index local 'x' (a nil value)
local w = coroutine.wrap(function() error("in wrap") end) print(pcall(w)) local w2 = coroutine.wrap(function() error({1}) end) print(type(select(2, pcall(w2)))) -- expect: false	errors.lua:7: in wrap
-- expect: table
print(pcall(function() local w3 = coroutine.wrap(function() error("lvl") end) w3() end)) print(pcall(coroutine.yield, 1)) -- expect: false	errors.lua:9: errors.lua:9: lvl
-- expect: false	attempt to yield across metamethod/C-call boundary
local self self = coroutine.create(function() return coroutine.resume(self) end) print(coroutine.resume(self)) -- expect: true	false	cannot resume running coroutine
local outer outer = coroutine.create(function() local inner = coroutine.create(function() return coroutine.status(outer), coroutine.resume(outer) end) return coroutine.resume(inner) end) print(coroutine.resume(outer)) -- expect: true	true	normal	false	cannot resume normal coroutine
print(coroutine.resume(coroutine.create(function() return pcall(function() coroutine.yield(1) end) end))) -- expect: true	false	attempt to yield across metamethod/C-call boundary
print(coroutine.resume(coroutine.create(function() local t = setmetatable({}, {__index = function() coroutine.yield(1) end}) return t.x end))) -- expect: false	attempt to yield across metamethod/C-call boundary
print(coroutine.resume(coroutine.create(function() for x in function() coroutine.yield(1) end do end end))) -- expect: false	attempt to yield across metamethod/C-call boundary
