-- __call that calls itself overflows the Lua stack like any function.
local t = setmetatable({}, {}) getmetatable(t).__call = function(self, n) return 1 + self(n + 1) end
local ok, m = pcall(t, 1) print(ok, (m:gsub("^.-: ", ""))) -- expect: false	stack overflow
