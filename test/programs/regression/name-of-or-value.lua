-- The value of an or or and has no name in messages, though its first part would have one.
local t = {}
print(pcall(function() (t.x or t.y)() end)) print(pcall(function() (t.x or t.y).z = 1 end)) print(pcall(function() return (t.x and t.y).z end)) print(pcall(function() return #(t.x or nil) end)) print(pcall(function() return (t.x or t.y) + 1 end)) print(pcall(function() return (t.x or t.y) .. "" end)) print(pcall(function() local a = t.x or t.y a() end)) print(pcall(function() string.rep(t.x or t.y) end)) -- expect: false	name-of-or-value.lua:3: attempt to call a nil value
-- expect: false	name-of-or-value.lua:3: attempt to index a nil value
-- expect: false	name-of-or-value.lua:3: attempt to index a nil value
-- expect: false	name-of-or-value.lua:3: attempt to get length of a nil value
-- expect: false	name-of-or-value.lua:3: attempt to perform arithmetic on a nil value
-- expect: false	name-of-or-value.lua:3: attempt to concatenate a nil value
-- expect: false	name-of-or-value.lua:3: attempt to call local 'a' (a nil value)
-- expect: false	name-of-or-value.lua:3: bad argument #1 to 'rep' (string expected, got nil)
