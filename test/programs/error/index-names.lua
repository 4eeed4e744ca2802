-- A failed index names what was indexed.
local up
local t = {a = {}}
print(pcall(function() local l return l.x end)) -- expect: false	index-names.lua:4: attempt to index local 'l' (a nil value)
print(pcall(function() return up.x end)) -- expect: false	index-names.lua:5: attempt to index upvalue 'up' (a nil value)
print(pcall(function() return t.b.c end)) -- expect: false	index-names.lua:6: attempt to index field 'b' (a nil value)
print(pcall(function() return t.a.b.c end)) -- expect: false	index-names.lua:7: attempt to index field 'b' (a nil value)
print(pcall(function() return t[1].x end)) -- expect: false	index-names.lua:8: attempt to index field '?' (a nil value)
print(pcall(function() return t["b"].x end)) -- expect: false	index-names.lua:9: attempt to index field 'b' (a nil value)
print(pcall(function() local k = "b" return t[k].x end)) -- expect: false	index-names.lua:10: attempt to index field '?' (a nil value)
print(pcall(function() return t:nomethod() end)) -- expect: false	index-names.lua:11: attempt to call method 'nomethod' (a nil value)
print(pcall(function() return t.b:method() end)) -- expect: false	index-names.lua:12: attempt to index field 'b' (a nil value)
print(pcall(function() return (nil)[1] end)) -- expect: false	index-names.lua:13: attempt to index a nil value
print(pcall(function() return (1).x end)) -- expect: false	index-names.lua:14: attempt to index a number value
print(pcall(function() return (true).x end)) -- expect: false	index-names.lua:15: attempt to index a boolean value
