-- A base must be from 2 to 36, and only strings and numbers are read in one.
print(pcall(tonumber, "1", 1)) print(pcall(tonumber, "1", 37)) print(pcall(tonumber, "1", 0)) print(pcall(tonumber, "1", -1)) -- expect: false	bad argument #2 to '?' (base out of range)
-- expect: false	bad argument #2 to '?' (base out of range)
-- expect: false	bad argument #2 to '?' (base out of range)
-- expect: false	bad argument #2 to '?' (base out of range)
print(pcall(tonumber, {}, 16)) print(pcall(tonumber, nil, 16)) print(pcall(tonumber, true, 2)) print(pcall(tonumber, "1", "x")) print(pcall(tonumber)) -- expect: false	bad argument #1 to '?' (string expected, got table)
-- expect: false	bad argument #1 to '?' (string expected, got nil)
-- expect: false	bad argument #1 to '?' (string expected, got boolean)
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (value expected)
print(tonumber("11", "2"), tonumber("11", 2.9), tonumber({}, 10), pcall(tonumber, nil, 10)) -- expect: 3	3	nil	true	nil
