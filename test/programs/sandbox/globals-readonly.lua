-- Nothing can be written to the globals or the libraries.
-- server: stock tables can be written
print(pcall(function() x = 1 end)) -- expect: false	globals-readonly.lua:3: Attempt to modify a readonly table
print(pcall(function() function f() end end)) -- expect: false	globals-readonly.lua:4: Attempt to modify a readonly table
print(pcall(function() _G.x = 1 end)) -- expect: false	globals-readonly.lua:5: Attempt to modify a readonly table
print(pcall(function() KEYS = {} end)) -- expect: false	globals-readonly.lua:6: Attempt to modify a readonly table
print(pcall(function() string.rep = 1 end)) -- expect: false	globals-readonly.lua:7: Attempt to modify a readonly table
print(pcall(function() string.new = 1 end)) -- expect: false	globals-readonly.lua:8: Attempt to modify a readonly table
print(pcall(function() redis.call = 1 end)) -- expect: false	globals-readonly.lua:9: Attempt to modify a readonly table
print(pcall(function() math.pi = 3 end)) -- expect: false	globals-readonly.lua:10: Attempt to modify a readonly table
print(pcall(function() cjson.null = 1 end)) -- expect: false	globals-readonly.lua:11: Attempt to modify a readonly table
print(pcall(rawset, _G, "x", 1)) print(pcall(rawset, string, "x", 1)) print(pcall(setmetatable, _G, {})) print(pcall(setmetatable, string, {})) print(pcall(setmetatable, redis, nil)) -- expect: false	Attempt to modify a readonly table
-- expect: false	Attempt to modify a readonly table
-- expect: false	Attempt to modify a readonly table
-- expect: false	Attempt to modify a readonly table
-- expect: false	Attempt to modify a readonly table
print(pcall(table.insert, math, 1)) print(pcall(table.sort, table)) print(pcall(function() getmetatable("").__index = 1 end)) print(pcall(function() getmetatable("").x = 1 end)) -- expect: false	Attempt to modify a readonly table
-- expect: true
-- expect: false	globals-readonly.lua:17: Attempt to modify a readonly table
-- expect: false	globals-readonly.lua:17: Attempt to modify a readonly table
print(pcall(function() getmetatable(_G).__index = 1 end)) -- expect: false	globals-readonly.lua:21: Attempt to modify a readonly table
print(pcall(setmetatable, getmetatable(""), {})) -- expect: false	Attempt to modify a readonly table
