-- pcall gives true and all results, or false and the error.
print(pcall(function() end)) -- expect: true
print(pcall(function() return nil end)) -- expect: true	nil
print(pcall(function(...) return ... end, 1, nil, 3)) -- expect: true	1	nil	3
print(select("#", pcall(function() return nil, nil end))) -- expect: 3
print(pcall(5)) print(pcall(nil)) print(pcall({})) print(pcall("x")) -- expect: false	attempt to call a number value
-- expect: false	attempt to call a nil value
-- expect: false	attempt to call a table value
-- expect: false	attempt to call a string value
print(pcall(setmetatable({}, {__call = function(self, a) return type(self), a end}), 7)) -- expect: true	table	7
print(pcall(pcall, function() return "in" end)) -- expect: true	true	in
