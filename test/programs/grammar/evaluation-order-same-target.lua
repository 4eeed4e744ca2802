-- Where one target stands twice, the assignments go from right to left.
local a
a, a = 1, 2
print(a) -- expect: 1
local t = {}
t.x, t.x = "first", "second"
print(t.x) -- expect: first
local log = {}
local proxy = setmetatable({}, {__newindex = function(_, k, v) log[#log + 1] = k .. "=" .. v end})
proxy.a, proxy.b, proxy.c = 1, 2, 3
print(table.concat(log, " ")) -- expect: c=3 b=2 a=1
