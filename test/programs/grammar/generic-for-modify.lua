-- Fields may be cleared and overwritten while pairs walks over them.
local t = {a = 1, b = 2, c = 3, 10, 20, 30}
local n = 0
for k, v in pairs(t) do n = n + 1 t[k] = nil end
print(n, next(t)) -- expect: 6	nil
local u = {1, 2, 3, x = 4}
for k, v in pairs(u) do u[k] = v * 2 end
print(u[1], u[2], u[3], u.x) -- expect: 2	4	6	8
