-- [= without its second bracket is an invalid delimiter; a lone [ is a symbol.
print(loadstring("x = [=abc]", "=s")) -- expect: nil	s:1: invalid long string delimiter near '[='
print(loadstring("x = [==\n[", "=s")) -- expect: nil	s:1: invalid long string delimiter near '[=='
print(loadstring("x = [", "=s")) -- expect: nil	s:1: unexpected symbol near '['
print(loadstring("x = [a", "=s")) -- expect: nil	s:1: unexpected symbol near '['
print(loadstring("x = [=", "=s")) -- expect: nil	s:1: invalid long string delimiter near '[='
