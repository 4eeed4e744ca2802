-- __call with arguments, tail calls and through pcall.
local c = setmetatable({}, {__call = function(self, ...) return select("#", ...), ... end}) print(c()) print(c(1, nil)) print(pcall(c, 5)) local t = {c = c} print(t.c(1)) print((t:c(2))) -- expect: 0
-- expect: 2	1	nil
-- expect: true	1	5
-- expect: 1	1
-- expect: 2
local function f(...) return c(...) end print(f(1, 2)) local d = setmetatable({}, {__call = c}) print(pcall(d, 1)) print(pcall(function() return d(1) end)) -- expect: 2	1	2
-- expect: false	attempt to call a table value
-- expect: false	call.lua:7: attempt to call upvalue 'd' (a table value)
local obj = setmetatable({}, {__call = function(self, n) if n == 0 then return "z" end return self(n - 1) end}) print(obj(1000)) -- expect: z
