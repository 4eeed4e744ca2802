-- tonumber with a base reads digits and letters below it, as strtoul does.
print(tonumber("ff", 16), tonumber("FF", 16), tonumber("0xff", 16), tonumber("z", 36), tonumber("Zz", 36), tonumber("1010", 2), tonumber("2", 2), tonumber("8", 8)) -- expect: 255	255	255	35	1295	10	nil	nil
print(tonumber("  12  ", 3), tonumber("12 1", 3), tonumber("", 16), tonumber(" ", 16), tonumber("-ff", 16), tonumber("7.5", 8), tonumber("1e1", 16), tonumber("+1", 2)) -- expect: 5	nil	nil	nil	1.844674407371e+19	nil	481	1
print(tonumber("fffffffff", 16), tonumber("ffffffffffffffff", 16), tonumber("ffffffffffffffffff", 16), tonumber("777777777777777777777777", 8)) -- expect: 68719476735	1.844674407371e+19	1.844674407371e+19	1.844674407371e+19
print(tonumber(10, 16), tonumber(255, 8)) -- expect: 16	173
