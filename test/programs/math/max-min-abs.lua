-- max and min of any number of numbers; abs.
print(math.max(1, 3, 2), math.min(1, 3, 2), math.max(5), math.min("10", 9), math.max(-1/0, 1/0), math.abs(-5), math.abs(-0), math.abs("-3"), math.max(1, 0/0), math.min(0/0, 1) ~= 1) print(pcall(math.max)) print(pcall(math.min)) print(pcall(math.max, 1, "x")) print(pcall(math.max, {}, 1)) print(pcall(math.abs)) -- expect: 3	1	5	9	inf	5	0	3	1	true
-- expect: false	bad argument #1 to '?' (number expected, got no value)
-- expect: false	bad argument #1 to '?' (number expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (number expected, got table)
-- expect: false	bad argument #1 to '?' (number expected, got no value)
