-- sort is not stable; equal elements stand where 5.1's quicksort leaves them.
local t = {} for i = 1, 12 do t[i] = {k = i % 3, i = i} end
table.sort(t, function(a, b) return a.k < b.k end)
local r = {} for i, v in ipairs(t) do r[i] = v.k .. ":" .. v.i end print(table.concat(r, " ")) -- expect: 0:12 0:9 0:3 0:6 1:1 1:4 1:7 1:10 2:2 2:8 2:11 2:5
