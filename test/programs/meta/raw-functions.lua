-- rawget, rawset and rawequal pass metamethods by and need tables.
local t = setmetatable({}, {__index = function() return "meta" end, __newindex = error, __eq = function() return true end})
print(rawget(t, "x"), t.x) -- expect: nil	meta
print(rawset(t, "x", 1) == t, rawget(t, "x")) -- expect: true	1
print(rawequal(t, setmetatable({}, getmetatable(t))), t == setmetatable({}, getmetatable(t))) -- expect: false	true
print(rawequal(1, 1), rawequal("a", "a"), rawequal(0/0, 0/0), rawequal(1, "1")) -- expect: true	true	false	false
print(pcall(rawget, "s", 1)) print(pcall(rawset, 1, 2, 3)) print(pcall(rawset, {}, nil, 3)) print(pcall(rawget, {})) -- expect: false	bad argument #1 to '?' (table expected, got string)
-- expect: false	bad argument #1 to '?' (table expected, got number)
-- expect: false	table index is nil
-- expect: false	bad argument #2 to '?' (value expected)
print(pcall(rawset, {}, 1)) print(pcall(rawequal, 1)) -- expect: false	bad argument #3 to '?' (value expected)
-- expect: false	bad argument #2 to '?' (value expected)
