-- The name is that of the variable the register holds, not where its value came from.
local t = {}
print(pcall(function() local a = t.field a() end)) -- expect: false	name-after-assignment.lua:3: attempt to call local 'a' (a nil value)
print(pcall(function() local a = t.field a.x = 1 end)) -- expect: false	name-after-assignment.lua:4: attempt to index local 'a' (a nil value)
print(pcall(function() local f, g = t.x f(g) end)) -- expect: false	name-after-assignment.lua:5: attempt to call local 'f' (a nil value)
print(pcall(function() local a do local b = a b() end end)) -- expect: false	name-after-assignment.lua:6: attempt to call local 'b' (a nil value)
print(pcall(function() local a = 1 a = a.b.c end)) -- expect: false	name-after-assignment.lua:7: attempt to index local 'a' (a number value)
print(pcall(function() local a = t.x or t.y a() end)) -- expect: false	name-after-assignment.lua:8: attempt to call local 'a' (a nil value)
print(pcall(function() (t.x or t.y)() end)) -- expect: false	name-after-assignment.lua:9: attempt to call a nil value
print(pcall(function() (t.x and t.y).z = 1 end)) -- expect: false	name-after-assignment.lua:10: attempt to index a nil value
