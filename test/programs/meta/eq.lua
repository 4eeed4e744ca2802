-- __eq is asked for two different tables that share the same metamethod, and gives a boolean.
local calls = 0
local eq = function(a, b) calls = calls + 1 return a.v == b.v and "yes" end
local m1, m2 = {__eq = eq}, {__eq = eq}
local a, b, c = setmetatable({v = 1}, m1), setmetatable({v = 1}, m2), setmetatable({v = 2}, m1)
print(a == b, a == c, a ~= b, a ~= c, a == a, calls) -- expect: true	false	false	true	true	4
local other = setmetatable({v = 1}, {__eq = function() return true end})
print(a == other, a == {v = 1}, a == 1, a == nil, calls) -- expect: false	false	false	false	4
print(rawequal(a, b), rawequal(a, a), ({[a] = 1})[b]) -- expect: false	true	nil
