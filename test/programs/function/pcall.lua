-- pcall and xpcall of functions, values and each other.
-- differs: the server's pcall checks no argument
print(pcall(function() return 1, 2, 3 end)) print(pcall(function() end)) -- expect: true	1	2	3
-- expect: true
print(pcall(nil)) print(pcall(5)) print(pcall({})) print(pcall(pcall)) print(pcall(pcall, error, "e")) -- expect: false	attempt to call a nil value
-- expect: false	attempt to call a number value
-- expect: false	attempt to call a table value
-- expect: true	false	attempt to call a boolean value
-- expect: true	false	e
print(select("#", pcall(function() return nil, nil end))) -- expect: 3
print(xpcall(function() return 1, 2 end, function(e) return "h:" .. e end)) -- expect: true	1	2
print(xpcall(function() error("bad") end, function(e) return "h:" .. e end)) -- expect: false	h:pcall.lua:12: bad
print(xpcall(function() error({1}) end, function(e) return e[1] end)) -- expect: false	1
print(xpcall(error, function(e) return "handled " .. tostring(e) end)) -- expect: false	handled nil
print(xpcall(function() error("x", 0) end, function(e) error("again") end)) -- expect: false	error in error handling
print(xpcall(function() local x = nil; x() end, function(e) return e end)) -- expect: false	pcall.lua:16: attempt to call local 'x' (a nil value)
print(pcall(function() local ok, e = pcall(error, "in") error(e .. "+out", 0) end)) -- expect: false	in+out
print(pcall(setmetatable({}, {__call = function(self, a) return a end}), 7)) -- expect: true	7
local ok, err = pcall(function() local t = setmetatable({}, {__index = function() error("idx") end}) return t.x end) print(ok, err) -- expect: false	pcall.lua:19: idx
print(pcall(pcall)) -- expect: true	false	attempt to call a boolean value
print(pcall(xpcall)) print(pcall(xpcall, print)) -- expect: false	bad argument #2 to '?' (value expected)
-- expect: false	bad argument #2 to '?' (value expected)
