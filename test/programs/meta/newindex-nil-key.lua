-- A nil or NaN key is refused before __newindex functions of tables are asked.
local called = 0
local t = setmetatable({}, {__newindex = function() called = called + 1 end})
print(pcall(function() t[nil] = 1 end)) -- expect: false	newindex-nil-key.lua:4: table index is nil
print(pcall(function() t[0/0] = 1 end)) -- expect: false	newindex-nil-key.lua:5: table index is NaN
print(called) -- expect: 0
