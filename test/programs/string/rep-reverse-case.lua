-- rep, reverse, upper, lower and len on any bytes.
print(("ab"):rep(3), ("x"):rep(0) == "", ("x"):rep(-1) == "", (""):rep(1000) == "", ("ab"):rep(2.9), ("ab"):rep("2"), #("\0"):rep(5)) print(("abc"):reverse(), (""):reverse() == "", #("a\0b"):reverse(), ("abc"):upper(), ("ABC"):lower(), ("aB1\228"):upper() == "AB1\228", ("\196"):lower() == "\196", #"a\0b", string.len(12345)) -- expect: ababab	true	true	true	abab	abab	5
-- expect: cba	true	3	ABC	abc	true	true	3	5
print(pcall(string.rep, "x")) print(pcall(string.rep)) print(pcall(string.reverse)) print(pcall(string.upper, {})) print(pcall(string.lower)) print(pcall(string.len)) -- expect: false	bad argument #2 to '?' (number expected, got no value)
-- expect: false	bad argument #1 to '?' (string expected, got no value)
-- expect: false	bad argument #1 to '?' (string expected, got no value)
-- expect: false	bad argument #1 to '?' (string expected, got table)
-- expect: false	bad argument #1 to '?' (string expected, got no value)
-- expect: false	bad argument #1 to '?' (string expected, got no value)
