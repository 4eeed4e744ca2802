-- Infinities compare, print and compute as IEEE has them.
local inf = 1/0
print(inf, -inf, inf == math.huge, -inf == -math.huge, inf > 1e308, inf - inf ~= inf - inf) -- expect: inf	-inf	true	true	true	true
print(inf + 1, inf * -1, 1 / inf, -1 / inf, inf % 2 ~= inf % 2, 5 % inf, -5 % inf, 0 * inf ~= 0 * inf) -- expect: inf	-inf	0	-0	true	-nan	-nan	true
