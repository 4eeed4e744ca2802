-- # with holes follows the array part and its binary search, as 5.1 lays tables out.
print(#{1, 2, nil, 4}, #{1, nil, 3}, #{nil, nil, 3}, #{1, nil, nil, 4}, #{nil}, #{n = 1}, #{1, 2, nil}, #{nil, 2}) -- expect: 4	3	3	4	0	0	2	2
local t = {} for i = 1, 10 do t[i] = i end t[5] = nil print(#t) t[10] = nil print(#t) t[9] = nil print(#t) t[8] = nil t[7] = nil print(#t) -- expect: 10
-- expect: 9
-- expect: 8
-- expect: 6
local u = {} u[1] = 1 u[2] = 2 u[4] = 4 print(#u) u[3] = 3 print(#u) -- expect: 4
-- expect: 4
local v = {} for i = 10, 1, -1 do v[i] = i end print(#v) v[3] = nil print(#v) -- expect: 10
-- expect: 10
local w = {} w[1] = 1 w[3] = 3 print(#w) w[2] = 2 print(#w) w[5] = 5 print(#w) -- expect: 1
-- expect: 3
-- expect: 3
local x = {10, 20, 30, nil, 50, nil} print(#x) local y = {n = 1, 10, nil, 30} print(#y) -- expect: 3
-- expect: 3
