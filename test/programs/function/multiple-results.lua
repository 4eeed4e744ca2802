-- How many results a call gives in each place.
local function two() return 1, 2 end
local a, b, c = two() print(a, b, c) -- expect: 1	2	nil
a, b, c = 0, two() print(a, b, c) -- expect: 0	1	2
a, b, c = two(), 10 print(a, b, c) -- expect: 1	10	nil
local t = {two(), two()} print(#t, t[1], t[2], t[3]) -- expect: 3	1	1	2
print(two(), two()) -- expect: 1	1	2
print((two())) -- expect: 1
local x, y = (two()) print(x, y) -- expect: 1	nil
local function none() end
print(none()) print((none())) print(none(), 1) -- expect: 
-- expect: nil
-- expect: nil	1
local p, q = none() print(p, q) -- expect: nil	nil
print(#{none(), none()}, #{none()}) -- expect: 0	0
local m = {two(), k = two()} print(m[1], m[2], m.k) -- expect: 1	nil	1
return two()
