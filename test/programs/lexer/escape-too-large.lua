-- A decimal escape above 255 is an error that shows the string as read so far.
print(loadstring("x = 'ab\\256cd'", "=s")) -- expect: nil	s:1: escape sequence too large near ''ab'
print(loadstring("x = 'ab\\999'", "=s")) -- expect: nil	s:1: escape sequence too large near ''ab'
print(loadstring("return \"\\2550\"", "=s")():byte(1, -1)) -- expect: 255	48
