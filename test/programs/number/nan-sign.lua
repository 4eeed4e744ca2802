-- The NaN of an operation prints -nan, as x86 and glibc have it.
local zero = 0
print(0/0, zero/zero, -zero/zero) -- expect: -nan	-nan	-nan
local inf = math.huge
print(inf - inf, inf * 0, inf % 1, 1 % 0 ~= 1 % 0) -- expect: -nan	-nan	-nan	true
