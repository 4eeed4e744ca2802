-- Fields are deleted while pairs walks.
local t = {} for i = 1, 10 do t["k" .. i] = i end
local n = 0 for k, v in pairs(t) do t[k] = nil n = n + v end print(n, next(t)) -- expect: 55	nil
for i = 1, 5 do t[i] = i end for k, v in pairs(t) do t[k] = v * 2 end print(t[1], t[5]) -- expect: 2	10
for k in pairs(t) do if k % 2 == 0 then t[k] = nil end end for k, v in pairs(t) do print(k, v) end -- expect: 1	2
-- expect: 5	10
-- expect: 3	6
local k, v = next({}) print(k, v) print(next({1})) print(next({1}, 1)) print(rawequal(next({a = 1}), "a")) -- expect: nil	nil
-- expect: 1	1
-- expect: nil
-- expect: true
