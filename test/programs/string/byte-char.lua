-- byte and char go between text and codes.
print(("ABC"):byte()) print(("ABC"):byte(2)) print(("ABC"):byte(-1)) print(("ABC"):byte(1, -1)) print(("ABC"):byte(2, 10)) print(("ABC"):byte(0)) print(("ABC"):byte(10)) print(("ABC"):byte(3, 2)) print((""):byte()) print(("\0\255"):byte(1, 2)) print(string.char(), string.char(72, 105), #string.char(0, 255), string.char("65")) -- expect: 65
-- expect: 66
-- expect: 67
-- expect: 65	66	67
-- expect: 66	67
-- expect: 
-- expect: 
-- expect: 
-- expect: 
-- expect: 0	255
-- expect: 	Hi	2	A
print(pcall(string.char, 256)) print(pcall(string.char, -1)) print(pcall(string.char, 65, "x")) print(pcall(string.char, {})) print(string.char(65.9)) print(pcall(string.byte)) print(pcall(string.byte, "x", "y")) print(pcall(string.byte, "x", {})) -- expect: false	bad argument #1 to '?' (invalid value)
-- expect: false	bad argument #1 to '?' (invalid value)
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (number expected, got table)
-- expect: A
-- expect: false	bad argument #1 to '?' (string expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #2 to '?' (number expected, got table)
