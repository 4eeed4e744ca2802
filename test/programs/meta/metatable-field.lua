-- __metatable hides a metatable and protects it.
local t = setmetatable({}, {__metatable = "locked"})
print(getmetatable(t)) -- expect: locked
print(pcall(setmetatable, t, {})) -- expect: false	cannot change a protected metatable
print(pcall(function() setmetatable(t, nil) end)) -- expect: false	metatable-field.lua:5: cannot change a protected metatable
local f = setmetatable({}, {__metatable = false})
print(getmetatable(f)) -- expect: false
print(pcall(setmetatable, f, {})) -- expect: false	cannot change a protected metatable
print(getmetatable({}), getmetatable(1), getmetatable(nil), getmetatable(print)) -- expect: nil	nil	nil	nil
print(type(getmetatable(""))) -- expect: table
