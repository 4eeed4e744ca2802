-- The comparisons that sort makes, in their order, are those of 5.1's quicksort.
local log = {}
local t = {5, 2, 8, 1, 9, 3}
table.sort(t, function(a, b) log[#log + 1] = a .. "<" .. b return a < b end)
print(table.concat(t, " ")) print(table.concat(log, " ")) -- expect: 1 2 3 5 8 9
-- expect: 3<5 8<3 5<8 2<5 9<5 5<1 9<5 5<1 8<9 1<3 2<1 3<2
local n = 0 local u = {} for i = 1, 50 do u[i] = (i * 37) % 50 end table.sort(u, function(a, b) n = n + 1 return a < b end) print(n) -- expect: 253
