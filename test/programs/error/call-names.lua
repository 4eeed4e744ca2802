-- A failed call names what was called.
local up
local t = {}
print(pcall(function() local l l() end)) -- expect: false	call-names.lua:4: attempt to call local 'l' (a nil value)
print(pcall(function() up() end)) -- expect: false	call-names.lua:5: attempt to call upvalue 'up' (a nil value)
print(pcall(function() t.f() end)) -- expect: false	call-names.lua:6: attempt to call field 'f' (a nil value)
print(pcall(function() t.f.g() end)) -- expect: false	call-names.lua:7: attempt to index field 'f' (a nil value)
print(pcall(function() t:m() end)) -- expect: false	call-names.lua:8: attempt to call method 'm' (a nil value)
print(pcall(function() t[1]() end)) -- expect: false	call-names.lua:9: attempt to call field '?' (a nil value)
print(pcall(function() (nil)() end)) -- expect: false	call-names.lua:10: attempt to call a nil value
print(pcall(function() ("x")() end)) -- expect: false	call-names.lua:11: attempt to call a string value
print(pcall(function() (1 + 1)() end)) -- expect: false	call-names.lua:12: attempt to call a number value
print(pcall(function() string.nosuch() end)) -- expect: false	call-names.lua:13: attempt to call field 'nosuch' (a nil value)
print(pcall(function() ("x"):nosuch() end)) -- expect: false	call-names.lua:14: attempt to call method 'nosuch' (a nil value)
print(pcall(function() return up() end)) -- expect: false	call-names.lua:15: attempt to call upvalue 'up' (a nil value)
print(pcall(function() return t.f() end)) -- expect: false	call-names.lua:16: attempt to call field 'f' (a nil value)
print(pcall(function() t.f(t.g()) end)) -- expect: false	call-names.lua:17: attempt to call field 'g' (a nil value)
print(pcall(function() local x = t() end)) -- expect: false	call-names.lua:18: attempt to call upvalue 't' (a table value)
