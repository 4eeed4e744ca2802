-- Numerals beyond the doubles become infinity or zero; long ones keep their nearest double.
print(1e308, 1e309, -1e309, 1e-400, 123456789012345678901234567890, 0.1 + 0.2) -- expect: 1e+308	inf	-inf	0	1.2345678901235e+29	0.3
print(loadstring("return " .. ("9"):rep(400))(), loadstring("return 0." .. ("0"):rep(400) .. "1")()) -- expect: inf	0
print(0xffffffffffffffff, 0x7fffffffffffffff, 0x1ffffffffffffffff) -- expect: 1.844674407371e+19	9.2233720368548e+18	3.6893488147419e+19
