-- error hands on any value; only strings and numbers get a position.
local t = {}
print(select(2, pcall(error, t)) == t, pcall(error, true)) -- expect: true	false	true
print(pcall(function() error(42) end)) -- expect: false	values.lua:4: 42
print(pcall(function() error(42, 0) end), type(select(2, pcall(error, 42, 0))), type(select(2, pcall(function() error(42) end)))) -- expect: false	number	string
print(pcall(function() error(nil) end)) -- expect: false	nil
print(pcall(function() error() end)) -- expect: false	nil
print(pcall(function() error("") end)) -- expect: false	values.lua:8: 
print(pcall(function() error(false) end)) -- expect: false	false
