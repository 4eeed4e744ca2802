-- Only a suspended coroutine can be resumed.
local co = coroutine.create(function() end)
coroutine.resume(co)
print(coroutine.resume(co)) print(coroutine.resume(co)) -- expect: false	cannot resume dead coroutine
-- expect: false	cannot resume dead coroutine
local self
self = coroutine.create(function() return coroutine.resume(self) end)
print(coroutine.resume(self)) -- expect: true	false	cannot resume running coroutine
local a, b
a = coroutine.create(function() return coroutine.resume(b) end)
b = coroutine.create(function() return coroutine.resume(a) end)
print(coroutine.resume(a)) -- expect: true	true	false	cannot resume normal coroutine
print(pcall(coroutine.resume, 1)) print(pcall(coroutine.resume)) print(pcall(coroutine.status, {})) -- expect: false	bad argument #1 to '?' (coroutine expected)
-- expect: false	bad argument #1 to '?' (coroutine expected)
-- expect: false	bad argument #1 to '?' (coroutine expected)
