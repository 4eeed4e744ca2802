-- Strings in arithmetic, and the message for those that are no numbers.
print(pcall(function() return "a" + 1 end)) -- expect: false	string-coercion.lua:2: attempt to perform arithmetic on a string value
print(pcall(function() return 1 + "a" end)) -- expect: false	string-coercion.lua:3: attempt to perform arithmetic on a string value
print(pcall(function() return {} + 1 end)) -- expect: false	string-coercion.lua:4: attempt to perform arithmetic on a table value
print(pcall(function() return 1 - nil end)) -- expect: false	string-coercion.lua:5: attempt to perform arithmetic on a nil value
print(pcall(function() local t = {} return t.x * 2 end)) -- expect: false	string-coercion.lua:6: attempt to perform arithmetic on field 'x' (a nil value)
print(pcall(function() local t = {} return 2 / t.x.y end)) -- expect: false	string-coercion.lua:7: attempt to index field 'x' (a nil value)
print(pcall(function() return -{} end)) -- expect: false	string-coercion.lua:8: attempt to perform arithmetic on a table value
print(pcall(function() local s = "x" return -s end)) -- expect: false	string-coercion.lua:9: attempt to perform arithmetic on local 's' (a string value)
print("1e1" + 0, "0x1p4" + 0, pcall(function() return "1e" + 0 end)) -- expect: 10	16	false	string-coercion.lua:10: attempt to perform arithmetic on a string value
print(10 .. 20, 1.5 .. "x", -0 .. "") -- expect: 1020	1.5x	0
