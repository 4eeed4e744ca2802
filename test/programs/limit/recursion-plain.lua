-- Endless recursion is an error that pcall catches, again and again.
local function f(n) return 1 + f(n + 1) end
for i = 1, 3 do local ok, m = pcall(f, 1) print(ok, (m:gsub("^.-: ", ""))) end -- expect: false	stack overflow
-- expect: false	stack overflow
-- expect: false	stack overflow
local t = {} function t.m(self) self:m() return 1 end local ok, m = pcall(t.m, t) print(ok, (m:gsub("^.-: ", ""))) -- expect: false	stack overflow
local function a() local r = b end local function x(n) local y = x y(n) return n end
local ok2, m2 = pcall(function() local function x() local r = {x()} return r end return x() end) print(ok2, (m2:gsub("^.-: ", ""))) -- expect: false	stack overflow
