-- A yield from thousands of calls down comes up and goes back.
local function down(n) if n == 0 then return coroutine.yield("bottom") end local r = down(n - 1) return r end
local co = coroutine.create(function() return down(5000) end)
print(coroutine.resume(co)) print(coroutine.resume(co, "up")) -- expect: true	bottom
-- expect: true	up
