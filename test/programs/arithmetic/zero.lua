-- Minus zero as a constant and as a result.
local z = 0
print(-0) -- expect: 0
print(z, -z, 0*-1, 0/-1) -- expect: 0	-0	0	0
print(1/(-z), 1/z) -- expect: -inf	inf
print(-0 == 0, tostring(-0)) -- expect: true	0
