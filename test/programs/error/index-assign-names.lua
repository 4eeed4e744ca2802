-- A failed assignment to a field names what was indexed, and refuses nil and NaN as keys.
local up
local t = {}
print(pcall(function() local l l.x = 1 end)) -- expect: false	index-assign-names.lua:4: attempt to index local 'l' (a nil value)
print(pcall(function() up.x = 1 end)) -- expect: false	index-assign-names.lua:5: attempt to index upvalue 'up' (a nil value)
print(pcall(function() t.b.c = 1 end)) -- expect: false	index-assign-names.lua:6: attempt to index field 'b' (a nil value)
print(pcall(function() t[nil] = 1 end)) -- expect: false	index-assign-names.lua:7: table index is nil
print(pcall(function() t[0/0] = 1 end)) -- expect: false	index-assign-names.lua:8: table index is NaN
print(pcall(function() t[t.x] = 1 end)) -- expect: false	index-assign-names.lua:9: table index is nil
print(pcall(function() (1).x = 1 end)) -- expect: false	index-assign-names.lua:10: attempt to index a number value
print(pcall(function() ("s").x = 1 end)) -- expect: false	index-assign-names.lua:11: attempt to index a string value
print(pcall(function() function t.a.b() end end)) -- expect: false	index-assign-names.lua:12: attempt to index field 'a' (a nil value)
print(pcall(function() t.x, t.y.z = 1, 2 end), t.x) -- expect: false	nil
