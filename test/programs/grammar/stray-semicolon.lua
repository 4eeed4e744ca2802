-- A semicolon may follow a statement, and nothing else.
print(loadstring(";", "=s")) -- expect: nil	s:1: unexpected symbol near ';'
print(loadstring("x = 1;;", "=s")) -- expect: nil	s:1: unexpected symbol near ';'
print(loadstring("x = 1; y = 2;", "=s") ~= nil) -- expect: true
print(loadstring("do ; end", "=s")) -- expect: nil	s:1: unexpected symbol near ';'
print(loadstring("do local x; end", "=s") ~= nil) -- expect: true
print(loadstring("return;", "=s") ~= nil, loadstring("return 1;", "=s") ~= nil) -- expect: true	true
print(loadstring("return;;", "=s")) -- expect: nil	s:1: '<eof>' expected near ';'
print(loadstring("while x do ; end", "=s")) -- expect: nil	s:1: unexpected symbol near ';'
print(loadstring("break;", "=s")) -- expect: nil	s:1: no loop to break near ';'
