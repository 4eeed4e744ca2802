-- Only tables, strings and userdata have metatables; strings index their library.
print(type(("abc").len), ("abc").len == string.len, ("abc").nothing) -- expect: function	true	nil
print(pcall(function() return (5).x end)) -- expect: false	index-on-other-types.lua:3: attempt to index a number value
print(pcall(function() return (nil).x end)) -- expect: false	index-on-other-types.lua:4: attempt to index a nil value
print(pcall(setmetatable, 5, {})) -- expect: false	bad argument #1 to '?' (table expected, got number)
print(pcall(setmetatable, "x", {})) -- expect: false	bad argument #1 to '?' (table expected, got string)
local t = setmetatable({}, {__index = "abc"})
print(t.len == string.len, t.x) -- expect: true	nil
local u = setmetatable({}, {__index = 5})
print(pcall(function() return u.x end)) -- expect: false	index-on-other-types.lua:10: attempt to index a number value
