-- Fields are separated by , or ; with one more allowed at the end.
local key = "k"
local t = {1; 2, 3; x = 1, ["y z"] = 2; [key] = 3, [1 + 3] = "four", f = function() return "f" end,}
print(#t, t[1], t[2], t[3], t[4], t.x, t["y z"], t.k, t.f()) -- expect: 4	1	2	3	four	1	2	3	f
print(#{}, #{nil}, #{nil, 1}, #{1, nil}, #{1, nil, 3}, #{n = 1}) -- expect: 0	0	2	1	3	0
local a = {a = 1, a = 2, [1] = "hash", "list"}
print(a.a, a[1]) -- expect: 2	list
