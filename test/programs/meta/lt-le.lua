-- __lt and __le give booleans; without __le, a <= b is not (b < a).
local m = {__lt = function(a, b) return a.v < b.v end}
local a, b = setmetatable({v = 1}, m), setmetatable({v = 2}, m)
print(a < b, b < a, a > b, a <= b, b <= a, a >= b, a <= a) -- expect: true	false	false	true	false	false	true
m.__le = function(a, b) return "truthy" end
print(a <= b, b <= a, a >= b) -- expect: true	true	true
m.__lt = function() return nil end
print(a < b, b > a) -- expect: false	false
