-- Multiple assignment and its order.
local a, b, c = 1, 2 print(a, b, c) a, b = b, a print(a, b) local i, t = 1, {} i, t[i] = i + 1, 20 print(i, t[1], t[2]) local x, y, z = (function() return 1, 2, 3 end)() print(x, y, z) -- expect: 1	2	nil
-- expect: 2	1
-- expect: 2	20	nil
-- expect: 1	2	3
t = {1, 2} t[1], t[2] = t[2], t[1] print(t[1], t[2]) local q = {} q.a, q.b, q.c = 1, 2 print(q.a, q.b, q.c) local n = 1 n, n = 2, 3 print(n) do local a = a print(a) end local s = "x" s = s .. s s = s .. s print(s) -- expect: 2	1
-- expect: 1	2	nil
-- expect: 2
-- expect: 2
-- expect: xxxx
local function f() return t, 1 end f()[1] = 9 print(t[1]) local k = {} k[1], k[2], k[3] = (function() return 1, 2 end)() print(k[1], k[2], k[3]) local p = {x = {y = {}}} p.x.y.z, p.x.w = 1, 2 print(p.x.y.z, p.x.w) -- expect: 9
-- expect: 1	2	nil
-- expect: 1	2
a = {} a.b = a a.b.b.c = 3 print(a.c) local u, v = 1 u, v = v, u print(u, v) local r = 5 r = r and r + 1 or 0 print(r) local function g(r) r = r or "default" return r end print(g(), g(1), g(false)) -- expect: 3
-- expect: nil	1
-- expect: 6
-- expect: default	1	default
local l = 1 local l = l + 1 local l = l + 1 print(l) local e, e = 1, 2 print(e) t.f = function(...) return ... end print(t.f(1, 2)) print((t.f(1, 2))) -- expect: 3
-- expect: 2
-- expect: 1	2
-- expect: 1
