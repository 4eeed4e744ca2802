-- loadstring takes a string or number and a chunk name.
print(pcall(loadstring)) print(pcall(loadstring, {})) print(pcall(loadstring, nil)) print(pcall(loadstring, "return 1", {})) -- expect: false	bad argument #1 to '?' (string expected, got no value)
-- expect: false	bad argument #1 to '?' (string expected, got table)
-- expect: false	bad argument #1 to '?' (string expected, got nil)
-- expect: false	bad argument #2 to '?' (string expected, got table)
print(loadstring(5)) print(loadstring("5")) print(loadstring("return 7")(), loadstring("return ...")(8)) -- expect: nil	[string "5"]:1: unexpected symbol near '5'
-- expect: nil	[string "5"]:1: unexpected symbol near '5'
-- expect: 7	8
print(loadstring("x =", 12)) -- expect: nil	[string "12"]:1: unexpected symbol near '<eof>'
