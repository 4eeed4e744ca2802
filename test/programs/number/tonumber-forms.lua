-- tonumber without a base reads what strtod reads.
print(tonumber("10"), tonumber("  0x1F  "), tonumber("1e1"), tonumber(".5"), tonumber("5."), tonumber("0x"), tonumber(""), tonumber(" "), tonumber("1 2"), tonumber("1e"), tonumber("0x1p4")) -- expect: 10	31	10	0.5	5	nil	nil	nil	nil	nil	16
print(tonumber("inf"), tonumber("-inf"), tonumber("infinity"), tonumber("infx"), tonumber("-0"), tonumber("+7"), tonumber("--7")) -- expect: inf	-inf	inf	nil	-0	7	nil
print(tonumber(nil) == nil, tonumber(true), tonumber({}), tonumber(print), tonumber("10", 10)) -- expect: true	nil	nil	nil	10
