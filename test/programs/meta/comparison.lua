-- __eq, __lt and __le.
local mt = {__eq = function(a, b) return a.v == b.v end, __lt = function(a, b) return a.v < b.v end, __le = function(a, b) return a.v <= b.v end}
local function new(v) return setmetatable({v = v}, mt) end
print(new(1) == new(1), new(1) ~= new(1), new(1) == new(2), new(1) == 1, new(1) ~= "x") print(new(1) < new(2), new(2) < new(1), new(1) > new(2), new(1) <= new(1), new(2) >= new(3)) -- expect: true	false	false	false	true
-- expect: true	false	false	true	false
local lt = {__lt = function(a, b) return a.v < b.v end} local x, y = setmetatable({v = 1}, lt), setmetatable({v = 2}, lt) print(x <= y, y <= x, x >= y) -- expect: true	false	false
print(pcall(function() return x < new(1) end)) print(pcall(function() return x < 1 end)) print(x == y, x ~= y) -- expect: false	comparison.lua:7: attempt to compare two table values
-- expect: false	comparison.lua:7: attempt to compare table with number
-- expect: false	true
local e1 = setmetatable({}, {__eq = function() return true end}) local e2 = setmetatable({}, {__eq = function() return true end}) print(e1 == e2) -- expect: false
local f = function() return 1 end local s1, s2 = setmetatable({}, {__eq = f}), setmetatable({}, {__eq = f}) print(s1 == s2, s1 ~= s2) local tt = {} tt[s1] = 1 print(tt[s2]) -- expect: true	false
-- expect: nil
