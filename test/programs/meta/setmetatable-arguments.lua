-- setmetatable takes a table and a table or nil, gives its table back, and nil removes.
local t, m = {}, {__index = {x = 1}}
print(setmetatable(t, m) == t, t.x, getmetatable(t) == m) -- expect: true	1	true
print(setmetatable(t, nil) == t, t.x, getmetatable(t)) -- expect: true	nil	nil
print(pcall(setmetatable, t)) print(pcall(setmetatable, t, 1)) print(pcall(setmetatable, t, false)) print(pcall(setmetatable)) -- expect: false	bad argument #2 to '?' (nil or table expected)
-- expect: false	bad argument #2 to '?' (nil or table expected)
-- expect: false	bad argument #2 to '?' (nil or table expected)
-- expect: false	bad argument #1 to '?' (table expected, got no value)
print(pcall(setmetatable, nil, m)) -- expect: false	bad argument #1 to '?' (table expected, got nil)
