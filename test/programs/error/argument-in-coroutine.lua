-- The body of a coroutine and wrap's callers get positions of their own.
local co = coroutine.create(function() string.rep() end)
print(coroutine.resume(co)) -- expect: false	argument-in-coroutine.lua:2: bad argument #1 to 'rep' (string expected, got no value)
print(coroutine.resume(co)) -- expect: false	cannot resume dead coroutine
local wrapped = coroutine.wrap(function() error("in body") end)
print(pcall(wrapped)) -- expect: false	argument-in-coroutine.lua:5: in body
print(pcall(function() coroutine.wrap(function() error("direct") end)() end)) -- expect: false	argument-in-coroutine.lua:7: argument-in-coroutine.lua:7: direct
print(pcall(function() local w = coroutine.wrap(function() local x = nil; x() end) w() end)) -- expect: false	argument-in-coroutine.lua:8: argument-in-coroutine.lua:8: attempt to call local 'x' (a nil value)
print(pcall(function() local w = coroutine.wrap(function() error({}) end) w() end) == false) -- expect: true
