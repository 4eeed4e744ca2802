-- return must end its block.
print(loadstring("return 1 x = 2", "=s")) -- expect: nil	s:1: '<eof>' expected near 'x'
print(loadstring("do return 1 end x = 2", "=s") ~= nil) -- expect: true
print(loadstring("if x then return y = 1 end", "=s")) -- expect: nil	s:1: 'end' expected near '='
print(loadstring("return return", "=s")) -- expect: nil	s:1: unexpected symbol near 'return'
print(loadstring("return 1, ", "=s")) -- expect: nil	s:1: unexpected symbol near '<eof>'
print(loadstring("for i = 1, 2 do return end return", "=s") ~= nil) -- expect: true
