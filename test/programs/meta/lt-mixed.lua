-- Order metamethods need two operands of one type that share the metamethod.
local lt = function() return true end
local a = setmetatable({}, {__lt = lt, __le = lt})
local b = setmetatable({}, {__lt = function() return true end, __le = function() return true end})
local c = setmetatable({}, {__lt = lt, __le = lt})
print(a < c, a <= c, c >= a) -- expect: true	true	true
print(pcall(function() return a < b end)) -- expect: false	lt-mixed.lua:7: attempt to compare two table values
print(pcall(function() return a < 1 end)) -- expect: false	lt-mixed.lua:8: attempt to compare table with number
print(pcall(function() return "x" < a end)) -- expect: false	lt-mixed.lua:9: attempt to compare string with table
print(pcall(function() return a <= b end)) -- expect: false	lt-mixed.lua:10: attempt to compare two table values
print(pcall(function() return a < {} end)) -- expect: false	lt-mixed.lua:11: attempt to compare two table values
