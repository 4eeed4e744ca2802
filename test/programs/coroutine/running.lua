-- running is nil in the main program and the coroutine inside one.
print(coroutine.running()) -- expect: nil
local co
co = coroutine.create(function() return coroutine.running() == co, type(coroutine.running()) end)
print(coroutine.resume(co)) -- expect: true	true	thread
print(coroutine.wrap(function() return coroutine.running() == nil end)()) -- expect: false
