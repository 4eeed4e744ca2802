-- select counts from either end; 0 and too negative are out of range.
print(pcall(select, 0, "a")) print(pcall(select, -1)) print(pcall(select, -3, 1, 2)) print(pcall(select)) print(pcall(select, "x")) -- expect: false	bad argument #1 to '?' (index out of range)
-- expect: false	bad argument #1 to '?' (index out of range)
-- expect: false	bad argument #1 to '?' (index out of range)
-- expect: false	bad argument #1 to '?' (number expected, got no value)
-- expect: false	bad argument #1 to '?' (number expected, got string)
print(select(5, 1, 2)) print(select("2", "a", "b")) print(select(1.9, "a", "b")) print(select("#")) print(select("#x", 1)) -- expect: 
-- expect: b
-- expect: a	b
-- expect: 0
-- expect: 1
