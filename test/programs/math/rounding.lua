-- floor and ceil, their signs and their extremes.
print(math.floor(1.5), math.floor(-1.5), math.ceil(1.5), math.ceil(-1.5), math.floor(2^53), math.ceil(-0.5), math.floor(-0), math.floor(1e300), math.ceil(1/0), math.floor(-1/0), math.floor("3.7"), math.ceil("0x10")) print(pcall(math.floor)) print(pcall(math.floor, "x")) print(pcall(math.ceil, {})) print(pcall(math.floor, nil)) -- expect: 1	-2	2	-1	9.007199254741e+15	-0	-0	1e+300	-inf	inf	3	16
-- expect: false	bad argument #1 to '?' (number expected, got no value)
-- expect: false	bad argument #1 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (number expected, got table)
-- expect: false	bad argument #1 to '?' (number expected, got nil)
