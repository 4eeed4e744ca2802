-- The server's Lua hashes all characters of a string, so that long keys have their own order.
-- differs: stock lua5.1 hashes at most 32 characters of a string
local function lengths(t) local r = {} for k in pairs(t) do r[#r + 1] = #k end return table.concat(r, " ") end
local t = {} for _, n in ipairs{1, 8, 31, 32, 33, 63, 64, 65, 100, 1000} do t[("x"):rep(n)] = n end
print(lengths(t)) -- expect: 64 8 63 1 65 33 1000 100 31 32
local u, r = {}, {} for i = 1, 12 do u[("k"):rep(40) .. i] = i end
for k, v in pairs(u) do r[#r + 1] = v end print(table.concat(r, " ")) -- expect: 10 3 1 6 11 7 8 2 12 9 5 4
