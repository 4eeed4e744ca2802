-- An error ends a coroutine; its error value is resume's second result.
local co = coroutine.create(function() coroutine.yield(1) error({code = 7}) end)
print(coroutine.resume(co)) -- expect: true	1
local ok, e = coroutine.resume(co)
print(ok, e.code, coroutine.status(co)) -- expect: false	7	dead
print(coroutine.resume(co)) -- expect: false	cannot resume dead coroutine
local n = coroutine.create(function() local x = nil; return x.y end)
print(coroutine.resume(n)) -- expect: false	errors-kill.lua:7: attempt to index local 'x' (a nil value)
print(coroutine.resume(coroutine.create(function() error() end))) -- expect: false	nil
