-- tonumber over many texts and bases.
print(tonumber("10"), tonumber("  10  "), tonumber("10a"), tonumber(""), tonumber(" "), tonumber("0x1F"), tonumber("1e2"), tonumber(".5"), tonumber("5."), tonumber("-3"), tonumber("+3"), tonumber("- 3")) -- expect: 10	10	nil	nil	nil	31	100	0.5	5	-3	3	nil
print(tonumber(nil), tonumber({}), tonumber(true), tonumber(print)) print(tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("8", 8), tonumber("111", 2), tonumber("12", 2), tonumber("", 16), tonumber("0xff", 16), tonumber("-ff", 16) ~= nil, tonumber("7fffffff", 16), tonumber(" 11 ", 2), tonumber("1.5", 10), tonumber("1 1", 2)) -- expect: nil	nil	nil	nil
-- expect: 255	255	1295	nil	7	nil	nil	255	true	2147483647	3	1.5	nil
print(tonumber("inf"), tonumber("1e400"), tonumber("0x"), tonumber("1_000"), tonumber("1\0"), tonumber("0x1p4"), tonumber("0x.8"), tonumber("e5"), tonumber("--1"), tonumber("1e+5"), tonumber("\t1\n")) print(tonumber(5), tonumber(5, 10), tonumber("10", 10.9), pcall(tonumber, 5, 1), pcall(tonumber, "5", 37)) -- expect: inf	inf	nil	nil	1	16	0.5	nil	nil	100000	1
-- expect: 5	5	10	false	false	bad argument #2 to '?' (base out of range)
