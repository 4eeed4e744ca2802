-- 1^x and (-1)^infinity are 1, as C's pow has them, folded, computed and from strings.
local one, inf, nan = 1, 1/0, 0/0
print(1^inf, one^inf, one^-inf, (-one)^inf, one^nan, "1"^inf, math.pow(1, nan), nan^0, 10^-5 == 1e-5, one * 10^-5 == 1e-5, 10^-22, 3^40) -- expect: 1	1	1	1	1	1	1	1	true	true	1e-22	1.2157665459057e+19
