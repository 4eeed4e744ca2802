-- # while items come and go.
local t = {} print(#t) t[1] = 1 print(#t) t[2] = 2 t[4] = 4 print(#t) t[3] = 3 print(#t) t[4] = nil print(#t) t[2] = nil print(#t) -- expect: 0
-- expect: 1
-- expect: 4
-- expect: 4
-- expect: 3
-- expect: 1
local u = {1, 2, 3, nil, 5} print(#u) u[#u + 1] = 6 print(#u) -- expect: 5
-- expect: 3
local v = {} for i = 1, 10 do v[i] = i end v[5] = nil print(#v) v[10] = nil print(#v) -- expect: 10
-- expect: 9
local w = {n = 1, [1] = 1, [2] = 2} print(#w) w[3] = 3 print(#w) -- expect: 2
-- expect: 3
local x = {} x[3] = 1 x[2] = 1 x[1] = 1 print(#x) -- expect: 3
local y = {} y[1000000] = 1 print(#y) y[1] = 1 print(#y) -- expect: 0
-- expect: 1
local z = {10, 20, 30, nil} print(#z) z[3] = nil print(#z) -- expect: 3
-- expect: 2
local q = {} for i = 1, 16 do q[i] = i end for i = 16, 9, -1 do q[i] = nil end print(#q) -- expect: 8
