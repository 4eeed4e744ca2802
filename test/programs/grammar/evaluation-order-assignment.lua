-- All right sides are evaluated before any assignment; a swap needs no third variable.
local a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c) -- expect: 3	1	2
local i, t = 1, {}
i, t[i] = i + 1, 20
print(i, t[1], t[2]) -- expect: 2	20	nil
local function two() return 1, 2 end
local p, q, r = two(), two()
print(p, q, r) -- expect: 1	1	2
local s, u = (two())
print(s, u) -- expect: 1	nil
