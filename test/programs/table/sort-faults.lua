-- sort of mixed types, with a comparator that is no function or fails, or an inconsistent one.
print(pcall(table.sort, {1, "2", 3})) print(pcall(table.sort, {{}, {}})) print(pcall(table.sort, {1, nil, 3})) print(pcall(table.sort, {3, 1, 2}, 5)) print(pcall(table.sort)) print(pcall(table.sort, {3, 1}, nil)) -- expect: false	attempt to compare string with number
-- expect: false	attempt to compare two table values
-- expect: false	attempt to compare nil with number
-- expect: false	bad argument #2 to '?' (function expected, got number)
-- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: true
print(pcall(function() table.sort({3, 2, 1}, function(a, b) error("in comparator") end) end)) -- expect: false	sort-faults.lua:8: in comparator
print(pcall(function() table.sort({3, 2, 1}, function(a, b) return a.x < b.x end) end)) -- expect: false	sort-faults.lua:9: attempt to index local 'a' (a number value)
print(pcall(table.sort, {1, 2, 3, 4, 5}, function() return true end)) -- expect: false	invalid order function for sorting
local t = {} for i = 1, 100 do t[i] = i % 7 end print(pcall(table.sort, t, function() return true end)) -- expect: false	invalid order function for sorting
print(pcall(table.sort, t, function() return false end)) print(pcall(table.sort, t, function(a, b) return a <= b end)) -- expect: true
-- expect: false	sort-faults.lua:12: attempt to compare number with nil
