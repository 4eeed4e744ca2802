-- a % b is a - floor(a/b)*b: it takes the sign of b.
print(5 % 3, -5 % 3, 5 % -3, -5 % -3, 5.5 % 2, -5.5 % 2, 5 % 0.3, 0 % 3, -0 % 3, 1e15 % 7) -- expect: 2	1	-1	-2	1.5	0.5	0.2	0	0	6
local a, b = 5, -3
print(a % b, -a % -b, a % 0 ~= a % 0, 2^53 % 3, 1e300 % 7, -1 % 2^53) -- expect: -1	1	true	2	0	9.007199254741e+15
print(-6 % 3, 6 % -3, 0.1 % 0.01, 5 % math.huge, -5 % math.huge) -- expect: 0	0	0	-nan	-nan
