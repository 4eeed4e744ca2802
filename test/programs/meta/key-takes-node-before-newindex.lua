-- A write that __newindex takes over leaves the order of the table's own keys as C leaves it.
local t = setmetatable({}, {__newindex = function() end})
for i = 1, 5 do t["k" .. i] = i end
for i = 1, 5 do rawset(t, "k" .. i, i) end
local names = {}
for k in pairs(t) do names[#names + 1] = k end
print(table.concat(names, " ")) -- expect: k5 k1 k4 k3 k2
