-- Numerals of every form print as %.14g.
print(3, 3.0, 3., .5, 3e2, 3E+2, 3e-2, 0x1F, 0XaB) -- expect: 3	3	3	0.5	300	300	0.03	31	171
print(1e309, 12345678901234567890, 0xffffffffffffffff) -- expect: inf	1.2345678901235e+19	1.844674407371e+19
print(loadstring("return 3..2")) -- expect: nil	[string "return 3..2"]:1: malformed number near '3..2'
print(loadstring("return 0x")) -- expect: nil	[string "return 0x"]:1: malformed number near '0x'
print(loadstring("return 1e")) -- expect: nil	[string "return 1e"]:1: malformed number near '1e'
print(loadstring("return 1a")) -- expect: nil	[string "return 1a"]:1: malformed number near '1a'
print(loadstring("return 0x1p4")()) -- expect: 16
