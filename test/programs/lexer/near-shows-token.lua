-- "near" shows the token as written: strings with quotes, numbers with their digits.
print(loadstring("x = 1 'abc'  'd e f' 5", "=s")) -- expect: nil	s:1: unexpected symbol near ''abc''
print(loadstring("x = = 'it''s'", "=s")) -- expect: nil	s:1: unexpected symbol near '='
print(loadstring("f(1 0x1F)", "=s")) -- expect: nil	s:1: ')' expected near '0x1F'
print(loadstring("f() 1.50e1", "=s")) -- expect: nil	s:1: unexpected symbol near '1.50e1'
print(loadstring("f(1 [[long\nstring]])", "=s")) -- expect: nil	s:2: ')' expected (to close '(' at line 1) near '[[long
-- expect: string]]'
print(loadstring("f(1 \"q\\65\")", "=s")) -- expect: nil	s:1: ')' expected near '"qA"'
print(loadstring("f() ...", "=s")) -- expect: nil	s:1: unexpected symbol near '...'
print(loadstring("f() ..", "=s")) -- expect: nil	s:1: unexpected symbol near '..'
print(loadstring("f() <=", "=s")) -- expect: nil	s:1: unexpected symbol near '<='
print(loadstring("f() ~=", "=s")) -- expect: nil	s:1: unexpected symbol near '~='
