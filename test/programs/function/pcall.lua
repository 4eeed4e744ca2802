print(pcall(function() return 1, 2, 3 end)) print(pcall(function() end))
print(pcall(nil)) print(pcall(5)) print(pcall({})) print(pcall(pcall)) print(pcall(pcall, error, "e"))
print(select("#", pcall(function() return nil, nil end)))
print(xpcall(function() return 1, 2 end, function(e) return "h:" .. e end))
print(xpcall(function() error("bad") end, function(e) return "h:" .. e end))
print(xpcall(function() error({1}) end, function(e) return e[1] end))
print(xpcall(error, function(e) return "handled " .. tostring(e) end))
print(xpcall(function() error("x", 0) end, function(e) error("again") end))
print(xpcall(function() local x = nil; x() end, function(e) return e end))
print(pcall(function() local ok, e = pcall(error, "in") error(e .. "+out", 0) end))
print(pcall(setmetatable({}, {__call = function(self, a) return a end}), 7))
local ok, err = pcall(function() local t = setmetatable({}, {__index = function() error("idx") end}) return t.x end) print(ok, err)
print(pcall(pcall))
print(pcall(xpcall)) print(pcall(xpcall, print))
-- expect: true	1	2	3
-- expect: true
-- expect: false	attempt to call a nil value
-- expect: false	attempt to call a number value
-- expect: false	attempt to call a table value
-- expect: false	bad argument #1 to '?' (value expected)
-- expect: true	false	e
-- expect: 3
-- expect: true	1	2
-- expect: false	h:pcall.lua:5: bad
-- expect: false	1
-- expect: false	handled nil
-- expect: false	error in error handling
-- expect: false	pcall.lua:9: attempt to call local 'x' (a nil value)
-- expect: false	in+out
-- expect: true	7
-- expect: false	pcall.lua:12: idx
-- expect: false	bad argument #1 to '?' (value expected)
-- expect: false	bad argument #2 to '?' (value expected)
-- expect: false	bad argument #2 to '?' (value expected)
