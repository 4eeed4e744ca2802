-- Trigonometric and hyperbolic functions to 14 digits; deg, rad and pi.
print(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0), math.atan(1), math.atan2(1, -1), math.atan2(0, -1), math.atan2(-0, -1)) print(math.sinh(1), math.cosh(1), math.tanh(1), math.pi, math.deg(math.pi), math.rad(180), math.huge, math.sin(0), math.cos(math.pi), math.sin(1e6), math.tan(1e3)) print(pcall(math.sin)) print(pcall(math.atan2, 1)) -- expect: 0.8414709848079	0.54030230586814	1.5574077246549	1.5707963267949	1.5707963267949	0.78539816339745	2.3561944901923	3.1415926535898	3.1415926535898
-- expect: 1.1752011936438	1.5430806348152	0.76159415595576	3.1415926535898	180	3.1415926535898	inf	0	-1	-0.34999350217129	1.4703241557027
-- expect: false	bad argument #1 to '?' (number expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got no value)
