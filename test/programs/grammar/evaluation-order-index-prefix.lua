-- An assigned table expression is evaluated before the right side changes the variable.
local a = {}
local old = a
a.x, a = 1, nil
print(old.x, a) -- expect: 1	nil
local i = 1
local t = {}
t[i], i = "one", 2
print(t[1], t[2], i) -- expect: one	nil	2
