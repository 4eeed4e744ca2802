-- Endless recursion in a coroutine is an error in that coroutine.
local function forever(n) return 1 + forever(n + 1) end
local ok, m = coroutine.resume(coroutine.create(function() return forever(1) end))
print(ok, (m:gsub("^.-: ", ""))) -- expect: false	stack overflow
local fine = coroutine.wrap(function() return "still fine" end)
print(fine()) -- expect: still fine
