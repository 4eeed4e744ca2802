-- Tail calls take no stack.
local function f(n) if n > 0 then return f(n - 1) end return "end", n end
print(f(10)) print(f(200000)) -- expect: end	0
-- expect: end	0
local t = {} function t:m(n) if n == 0 then return self == t end return self:m(n - 1) end print(t:m(50000)) -- expect: true
local function g(...) return select("#", ...) end local function h(...) return g(...) end print(h(1, nil, nil)) -- expect: 3
print((function() return pcall(error, "x") end)()) -- expect: false	x
local function a(n) if n == 0 then return 1, 2, 3 end return a(n - 1) end
local x, y, z = a(1000) print(x, y, z) print(#{a(1000)}) -- expect: 1	2	3
-- expect: 3
a(1000) print((a(1000))) -- expect: 1
