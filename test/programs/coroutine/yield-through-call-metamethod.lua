-- A callable table is called by Lua itself, so its __call may yield.
local callable = setmetatable({}, {__call = function(self, x) return coroutine.yield(x) end})
local co = coroutine.create(function() local v = callable(1) return "got " .. v end)
print(coroutine.resume(co)) print(coroutine.resume(co, "v")) -- expect: true	1
-- expect: true	got v
local tail = coroutine.create(function() return callable(2) end)
print(coroutine.resume(tail)) print(coroutine.resume(tail, "t")) -- expect: true	2
-- expect: true	t
