-- ^ is right associative, binds tighter than unary minus, and follows C's pow.
print(2^3^2, -2^2, (-2)^2, 2^-1, 2^0.5, 0^0, 0^-1, (-8)^(1/3) ~= (-8)^(1/3), 10^308 * 10) -- expect: 512	-4	4	0.5	1.4142135623731	1	inf	true	inf
print(2^10, 2^100, 10^2, 10^-2, 1^math.huge, (-1)^math.huge, math.huge^0, (-0)^-1) -- expect: 1024	1.2676506002282e+30	100	0.01	1	1	1	-inf
