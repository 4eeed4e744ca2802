-- An operator gives one value: the first result of the metamethod, or nil.
local t = setmetatable({}, {__add = function() return 1, 2, 3 end, __sub = function() end, __concat = function() return "c", "d" end, __unm = function() return nil end})
print(t + t, (t - t), t .. t, -t) -- expect: 1	nil	c	nil
print(select("#", t - t), select("#", t + t)) -- expect: 1	1
