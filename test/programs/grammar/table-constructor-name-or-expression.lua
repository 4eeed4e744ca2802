-- A name is a key only before =; otherwise it begins an expression.
local x, y = 5, {z = 6}
local t = {x, y.z, x == 5, (x), x = x, -x, x .. "", not x}
print(t[1], t[2], t[3], t[4], t.x, t[5], t[6], t[7]) -- expect: 5	6	true	5	5	-5	5	false
