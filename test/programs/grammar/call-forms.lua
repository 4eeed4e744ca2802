-- Calls take a list, one string or one table, and can be chained.
local function f(...) return select("#", ...), ... end
print(f"a") print(f[[b]]) print(f{} == 1) print(f()) print((f(nil, nil))) -- expect: 1	a
-- expect: 1	b
-- expect: true
-- expect: 0
-- expect: 2
local chain = setmetatable({}, {__call = function(self, x) self[#self + 1] = x return self end})
chain "a" {1} [[c]] (4)
print(#chain - 1, chain[1], chain[2][1], chain[3]) -- expect: 3	a	1	c
local s = "%d-%d"
print(s:format(1, 2), ("x"):rep(3), #("abc"):upper()) -- expect: 1-2	xxx	3
