-- A failed concatenation names the operand that is no string or number.
local up
local t = {}
print(pcall(function() local l return l .. "x" end)) -- expect: false	concatenate-names.lua:4: attempt to concatenate local 'l' (a nil value)
print(pcall(function() local l return "x" .. l end)) -- expect: false	concatenate-names.lua:5: attempt to concatenate local 'l' (a nil value)
print(pcall(function() return up .. "x" end)) -- expect: false	concatenate-names.lua:6: attempt to concatenate upvalue 'up' (a nil value)
print(pcall(function() return t.f .. "x" end)) -- expect: false	concatenate-names.lua:7: attempt to concatenate field 'f' (a nil value)
print(pcall(function() return "x" .. t.f.g end)) -- expect: false	concatenate-names.lua:8: attempt to index field 'f' (a nil value)
print(pcall(function() return t .. t end)) -- expect: false	concatenate-names.lua:9: attempt to concatenate upvalue 't' (a table value)
print(pcall(function() return 1 .. {} end)) -- expect: false	concatenate-names.lua:10: attempt to concatenate a table value
print(pcall(function() return {} .. 1 end)) -- expect: false	concatenate-names.lua:11: attempt to concatenate a table value
print(pcall(function() local a, b = 1, nil return a .. b .. a end)) -- expect: false	concatenate-names.lua:12: attempt to concatenate local 'b' (a nil value)
print(pcall(function() local a, b = 1, nil return a .. a .. b end)) -- expect: false	concatenate-names.lua:13: attempt to concatenate local 'b' (a nil value)
print(pcall(function() return "x" .. (nil) end)) -- expect: false	concatenate-names.lua:14: attempt to concatenate a nil value
print(pcall(function() return "x" .. tostring(1) .. nil end)) -- expect: false	concatenate-names.lua:15: attempt to concatenate a nil value
print(pcall(function() return true .. "" end)) -- expect: false	concatenate-names.lua:16: attempt to concatenate a boolean value
