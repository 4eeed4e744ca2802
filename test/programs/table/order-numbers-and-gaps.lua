-- Integer keys move between hash and array as the table is rehashed.
local function keys(t) local r = {} for k in pairs(t) do r[#r + 1] = tostring(k) end return table.concat(r, " ") end
local t = {} for i = 10, 1, -1 do t[i] = i end print(keys(t)) -- expect: 1 2 3 4 5 6 7 8 9 10
local u = {} for i = 1, 20, 3 do u[i] = i end print(keys(u)) -- expect: 1 7 10 19 4 16 13
local v = {} for i = -3, 3 do v[i] = i end print(keys(v)) -- expect: 1 2 3 0 -2 -1 -3
local w = {} for _, k in ipairs{1000, 1, 500, 2, 250, 3} do w[k] = k end print(keys(w)) -- expect: 1 2 500 1000 250 3
local x = {1, 2, 3} x[5] = 5 x[4] = 4 x[0] = 0 x[2.5] = 1 print(keys(x)) -- expect: 1 2 3 4 5 0 2.5
