-- Failed arithmetic names the second operand if the first is a number, else the first.
local up
local t = {}
print(pcall(function() local l return l + 1 end)) -- expect: false	arithmetic-names.lua:4: attempt to perform arithmetic on local 'l' (a nil value)
print(pcall(function() local l return 1 + l end)) -- expect: false	arithmetic-names.lua:5: attempt to perform arithmetic on local 'l' (a nil value)
print(pcall(function() local a, b return a + b end)) -- expect: false	arithmetic-names.lua:6: attempt to perform arithmetic on local 'a' (a nil value)
print(pcall(function() local a, b = 1 return a * b end)) -- expect: false	arithmetic-names.lua:7: attempt to perform arithmetic on local 'b' (a nil value)
print(pcall(function() return up - 1 end)) -- expect: false	arithmetic-names.lua:8: attempt to perform arithmetic on upvalue 'up' (a nil value)
print(pcall(function() return t.x / 2 end)) -- expect: false	arithmetic-names.lua:9: attempt to perform arithmetic on field 'x' (a nil value)
print(pcall(function() return 2 ^ t.x end)) -- expect: false	arithmetic-names.lua:10: attempt to perform arithmetic on field 'x' (a nil value)
print(pcall(function() return t.x.y % 2 end)) -- expect: false	arithmetic-names.lua:11: attempt to index field 'x' (a nil value)
print(pcall(function() return -t end)) -- expect: false	arithmetic-names.lua:12: attempt to perform arithmetic on upvalue 't' (a table value)
print(pcall(function() local s = "abc" return s + 1 end)) -- expect: false	arithmetic-names.lua:13: attempt to perform arithmetic on local 's' (a string value)
print(pcall(function() local s = "abc" return 1 + s end)) -- expect: false	arithmetic-names.lua:14: attempt to perform arithmetic on local 's' (a string value)
print(pcall(function() return "abc" + 1 end)) -- expect: false	arithmetic-names.lua:15: attempt to perform arithmetic on a string value
print(pcall(function() return 1 + "abc" end)) -- expect: false	arithmetic-names.lua:16: attempt to perform arithmetic on a string value
print(pcall(function() return t.s + t.r end)) -- expect: false	arithmetic-names.lua:17: attempt to perform arithmetic on field 's' (a nil value)
print(pcall(function() local n = "10" return n + {} end)) -- expect: false	arithmetic-names.lua:18: attempt to perform arithmetic on a table value
