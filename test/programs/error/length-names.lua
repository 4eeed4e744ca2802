-- # of what has no length names it.
local up
local t = {}
print(pcall(function() local l return #l end)) -- expect: false	length-names.lua:4: attempt to get length of local 'l' (a nil value)
print(pcall(function() return #up end)) -- expect: false	length-names.lua:5: attempt to get length of upvalue 'up' (a nil value)
print(pcall(function() return #t.x end)) -- expect: false	length-names.lua:6: attempt to get length of field 'x' (a nil value)
print(pcall(function() return #5 end)) -- expect: false	length-names.lua:7: attempt to get length of a number value
print(pcall(function() return #nil end)) -- expect: false	length-names.lua:8: attempt to get length of a nil value
print(pcall(function() return #tostring end)) -- expect: false	length-names.lua:9: attempt to get length of global 'tostring' (a function value)
print(pcall(function() return -#true end)) -- expect: false	length-names.lua:10: attempt to get length of a boolean value
