-- A metamethod that is put into a metatable later works at once, also where it was looked for before.
local m = {}
local t = setmetatable({}, m)
print(t.x, pcall(function() return t + 1 end)) -- expect: nil	false	metamethod-added-later.lua:4: attempt to perform arithmetic on upvalue 't' (a table value)
m.__index = function() return "now" end
m.__add = function() return "sum" end
print(t.x, t + 1) -- expect: now	sum
m.__index = nil
print(t.x) -- expect: nil
m.__index = {x = "table"}
print(t.x) -- expect: table
