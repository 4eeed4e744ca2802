-- 0 and -0 share one constant of a function, of the sign that came first.
local a = -0
local b = 0
print(a, b) -- expect: -0	-0
local function f() local x = 0 local y = -0 return x, y end
print(f()) -- expect: 0	0
