-- A table with __call iterates like a function.
local counter = setmetatable({}, {__call = function(self, limit, last) last = (last or 0) + 1 if last <= limit then return last end end})
for i in counter, 3 do print(i) end -- expect: 1
-- expect: 2
-- expect: 3
print(pcall(function() for i in {} do end end)) -- expect: false	generic-for-callable-table.lua:6: attempt to call a table value
print(pcall(function() for i in 5 do end end)) -- expect: false	generic-for-callable-table.lua:7: attempt to call a number value
print(pcall(function() local t = {} for i in t.x do end end)) -- expect: false	generic-for-callable-table.lua:8: attempt to call a nil value
