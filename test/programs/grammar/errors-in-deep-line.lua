-- A syntax error names the line of the token where it was noticed.
print(loadstring("\n\n\nx = \n\n= 1", "=s")) -- expect: nil	s:6: unexpected symbol near '='
print(loadstring("x = {\n1,\n2,\n3 4}", "=s")) -- expect: nil	s:4: '}' expected (to close '{' at line 1) near '4'
print(loadstring("local x = 'a\\\nb\\\nc' y", "=s")) -- expect: nil	s:3: '=' expected near '<eof>'
print(loadstring("x = [[\n\n\n]] y z", "=s")) -- expect: nil	s:4: '=' expected near 'z'
print(loadstring("--[[\n\n]] x", "=s")) -- expect: nil	s:3: '=' expected near '<eof>'
