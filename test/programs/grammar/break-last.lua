-- break must end its block and stand in a loop of its own function.
print(loadstring("break", "=s")) -- expect: nil	s:1: no loop to break near '<eof>'
print(loadstring("while 1 do break x = 1 end", "=s")) -- expect: nil	s:1: 'end' expected near 'x'
print(loadstring("while 1 do break; end", "=s") ~= nil) -- expect: true
print(loadstring("while 1 do break break end", "=s")) -- expect: nil	s:1: 'end' expected near 'break'
print(loadstring("while 1 do local function f() break end end", "=s")) -- expect: nil	s:1: no loop to break near 'end'
print(loadstring("repeat break until x", "=s") ~= nil) -- expect: true
print(loadstring("if x then break end", "=s")) -- expect: nil	s:1: no loop to break near 'end'
print(loadstring("for i = 1, 2 do if x then break else break end end", "=s") ~= nil) -- expect: true
print(loadstring("do break end", "=s")) -- expect: nil	s:1: no loop to break near 'end'
print(loadstring("for i = 1, 2 do end\nbreak\n\n", "=s")) -- expect: nil	s:4: no loop to break near '<eof>'
