local function two() return 1, 2 end
local a, b, c = two() print(a, b, c)
a, b, c = 0, two() print(a, b, c)
a, b, c = two(), 10 print(a, b, c)
local t = {two(), two()} print(#t, t[1], t[2], t[3])
print(two(), two())
print((two()))
local x, y = (two()) print(x, y)
local function none() end
print(none()) print((none())) print(none(), 1)
local p, q = none() print(p, q)
print(#{none(), none()}, #{none()})
local m = {two(), k = two()} print(m[1], m[2], m.k)
return two()
-- expect: 1	2	nil
-- expect: 0	1	2
-- expect: 1	10	nil
-- expect: 3	1	1	2
-- expect: 1	1	2
-- expect: 1
-- expect: 1	nil
-- expect: 
-- expect: nil
-- expect: nil	1
-- expect: nil	nil
-- expect: 0	0
-- expect: 1	nil	1
