-- __index as a function gets the table and the key, only for absent keys, and gives one value.
local log = {}
local t = setmetatable({a = 1}, {__index = function(self, key) log[#log + 1] = tostring(key) return key, "dropped" end})
print(t.a, t.b, t[1], t[true], (t.c)) -- expect: 1	b	1	true	c
print(table.concat(log, " ")) -- expect: b 1 true c
print(rawget(t, "b"), t.b == "b") -- expect: nil	true
print(select("#", t.zzz)) -- expect: 1
