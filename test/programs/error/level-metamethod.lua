-- In a metamethod, level 2 is the code that used the operator.
local mt = {}
mt.__index = function(t, k) error("no field " .. k, 2) end
mt.__add = function() error("cannot add", 2) end
mt.__call = function() error("cannot call", 2) end
mt.__newindex = function() error("cannot set", 2) end
mt.__concat = function() error("cannot concat", 2) end
mt.__lt = function() error("cannot compare", 2) end
mt.__eq = function() error("cannot equal", 2) end
mt.__unm = function() error("cannot negate", 2) end
local t, u = setmetatable({}, mt), setmetatable({}, mt)
print(pcall(function() return t.x end)) -- expect: false	level-metamethod.lua:12: no field x
print(pcall(function() return t + 1 end)) -- expect: false	level-metamethod.lua:13: cannot add
print(pcall(function() local x = t() end)) -- expect: false	level-metamethod.lua:14: cannot call
print(pcall(function() t.x = 1 end)) -- expect: false	level-metamethod.lua:15: cannot set
print(pcall(function() return t .. "x" end)) -- expect: false	level-metamethod.lua:16: cannot concat
print(pcall(function() return t < u end)) -- expect: false	level-metamethod.lua:17: cannot compare
print(pcall(function() return t == u end)) -- expect: false	level-metamethod.lua:18: cannot equal
print(pcall(function() return -t end)) -- expect: false	level-metamethod.lua:19: cannot negate
