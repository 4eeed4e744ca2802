-- __call puts the called value before the arguments; chains of callable tables are not followed.
local t = setmetatable({}, {__call = function(self, ...) return type(self), select("#", ...), ... end})
print(t()) print(t(1, nil)) print(t"s") print((t(2))) -- expect: table	0
-- expect: table	2	1	nil
-- expect: table	1	s
-- expect: table
print(pcall(t, 3)) print(select(2, pcall(t))) -- expect: true	table	1	3
-- expect: table	0
local outer = setmetatable({}, {__call = t})
print(pcall(function() return outer() end)) -- expect: false	call-metamethod.lua:10: attempt to call upvalue 'outer' (a table value)
print(pcall(function() local x = outer(1) end)) -- expect: false	call-metamethod.lua:11: attempt to call upvalue 'outer' (a table value)
print(pcall(outer)) -- expect: false	attempt to call a table value
