-- random(m) and random(m, n) are inclusive; empty intervals and wrong counts are errors.
-- differs: stock lua5.1 uses C's rand
math.randomseed(5) for i = 1, 200 do local a, b, c = math.random(3), math.random(-2, 2), math.random() if a < 1 or a > 3 or b < -2 or b > 2 or c < 0 or c >= 1 then print("out of range", a, b, c) end end print(math.random(1), math.random(7, 7), math.random("3", "3"), math.random(3.9, 3.9)) print(pcall(math.random, 0)) print(pcall(math.random, -5)) print(pcall(math.random, 2, 1)) print(pcall(math.random, 1, 2, 3)) print(pcall(math.random, "x")) print(pcall(math.random, 1, {})) print(pcall(math.randomseed)) print(pcall(math.randomseed, "x")) -- expect: 1	7	3	3
-- expect: false	bad argument #1 to '?' (interval is empty)
-- expect: false	bad argument #1 to '?' (interval is empty)
-- expect: false	bad argument #2 to '?' (interval is empty)
-- expect: false	wrong number of arguments
-- expect: false	bad argument #1 to '?' (number expected, got string)
-- expect: false	bad argument #2 to '?' (number expected, got table)
-- expect: false	bad argument #1 to '?' (number expected, got no value)
-- expect: false	bad argument #1 to '?' (number expected, got string)
math.randomseed(0) print(math.random(2^31 - 1), math.random(-2^31, 2^31 - 1), math.random(0, 2^31 - 1)) print(pcall(math.random, 2^31)) print(pcall(math.random, 2^32)) -- expect: 366850415	-2147483648	-206956555
-- expect: false	bad argument #1 to '?' (interval is empty)
-- expect: false	bad argument #1 to '?' (interval is empty)
