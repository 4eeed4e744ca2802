-- Modulo over signs, infinities and fractions.
for a = -7, 7, 7 do for b = -3, 3, 3 do if b ~= 0 then print(a, b, a % b) end end end -- expect: -7	-3	-1
-- expect: -7	3	2
-- expect: 0	-3	0
-- expect: 0	3	0
-- expect: 7	-3	-2
-- expect: 7	3	1
print(5 % math.huge, -5 % math.huge, 5 % -math.huge) -- expect: -nan	-nan	-nan
print(2^53 % 3, 1e300 % 7, 0.3 % 0.1) -- expect: 2	0	0.1
