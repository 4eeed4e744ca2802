-- sub counts from either end and clamps.
print(("hello"):sub(2, 3), ("hello"):sub(2), ("hello"):sub(-3), ("hello"):sub(-3, -2), ("hello"):sub(0), ("hello"):sub(10) == "", ("hello"):sub(3, 2) == "", ("hello"):sub(-100, 2), ("hello"):sub(2, 100), ("hello"):sub(-1, 1) == "", ("hello"):sub(1, -6) == "", ("hello"):sub("2", "3"), ("hello"):sub(1.9, 2.9), ("hello"):sub(math.huge) == "", ("hello"):sub(-math.huge, 2), ("hello"):sub(2, math.huge), ("hello"):sub(0/0, 2)) -- expect: el	ello	llo	ll	hello	true	true	he	ello	true	true	el	he	false	he		he
print(pcall(string.sub)) print(pcall(string.sub, "x")) print(pcall(string.sub, "x", nil)) print(pcall(string.sub, "x", "a")) print(("x"):sub(1, nil), string.sub(12345, 2, 3)) -- expect: false	bad argument #1 to '?' (string expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got nil)
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: x	23
