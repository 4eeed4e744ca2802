-- = and ==, < and <=, ~ and ~= are told apart by the longest match.
print(1 == 1, 1 ~= 1, 1 <= 1, 1 >= 1) -- expect: true	false	true	true
print(loadstring("x === 1", "=s")) -- expect: nil	s:1: '=' expected near '=='
print(loadstring("if x = 1 then end", "=s")) -- expect: nil	s:1: 'then' expected near '='
print(loadstring("x == 1", "=s")) -- expect: nil	s:1: '=' expected near '=='
print(loadstring("x = 1 =< 2", "=s")) -- expect: nil	s:1: unexpected symbol near '='
print(loadstring("x = 1 ~ = 2", "=s")) -- expect: nil	s:1: unexpected symbol near '~'
