-- Table constructors of every form.
local t = {1, 2, 3; x = 1, ["y"] = 2, [10] = 3, 4} print(#t, t.x, t.y, t[10], t[4]) -- expect: 4	1	2	3	4
local u = {[1] = "a", "b"} print(u[1]) -- expect: b
local v = {nil, nil, 3} print(#v, v[3]) -- expect: 3	3
local w = {f = function() return 1 end, [1 + 1] = 2} print(w.f(), w[2]) -- expect: 1	2
local n = {{1, 2}, {3, {4}}} print(n[2][2][1]) -- expect: 4
print(#{1, 2, nil}, #{nil}, #{nil, 2}, #{n = 1}) -- expect: 2	0	2	0
local big = {} for i = 1, 120 do big[i] = i end print(#big, big[120]) -- expect: 120	120
local c = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52} print(#c, c[50], c[51], c[52]) -- expect: 52	50	51	52
local x = {x = 1, x = 2} print(x.x) -- expect: 2
local e = {} print(next(e), #e, e.x, e[1]) -- expect: nil	0	nil	nil
