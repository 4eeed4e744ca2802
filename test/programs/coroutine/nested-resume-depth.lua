-- Coroutines within one another end at Lua's limit of C calls, as an error.
local depth = 0
local function nest() depth = depth + 1 local ok, m = coroutine.resume(coroutine.create(nest)) if not ok then error(m, 0) end end
local ok, m = coroutine.resume(coroutine.create(nest))
print(ok, m, depth > 150, depth < 250) -- expect: false	C stack overflow	true	true
