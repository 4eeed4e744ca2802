-- A zero byte in a string is a byte; between tokens it is a symbol no statement begins with.
print(#loadstring("return 'a\0b'")(), loadstring("return 'a\0b'")():byte(2)) -- expect: 3	0
print(#loadstring("return [[a\0b]]")()) -- expect: 3
print(loadstring("x = 1 \0", "=s")) -- expect: nil	s:1: unexpected symbol
print(loadstring("--a\0b\nreturn 2")()) -- expect: 2
