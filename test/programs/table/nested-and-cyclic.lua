-- Tables hold themselves and each other; equality is identity.
local t = {} t.self = t t[t] = "key" print(t.self.self.self == t, t[t.self], {} == {}, t == t) -- expect: true	key	false	true
local m = {{1, 2}, {3, 4}} local s = 0 for _, r in ipairs(m) do for _, v in ipairs(r) do s = s + v end end print(s, m[2][1], #m[1]) -- expect: 10	3	2
