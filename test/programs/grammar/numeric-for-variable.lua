-- Assigning the loop variable does not change the loop, and each turn has a variable of its own.
local seen = {}
for i = 1, 3 do seen[#seen + 1] = i i = i * 10 seen[#seen + 1] = i end
print(table.concat(seen, " ")) -- expect: 1 10 2 20 3 30
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 1 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]()) -- expect: 2	3	3	4
