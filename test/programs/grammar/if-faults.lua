-- Every fault of an if statement has its text.
for _, source in ipairs{"if", "if x", "if x then", "if x then else", "if x then else else end", "if x then else elseif y then end", "if x do end", "if then end", "if x then elseif end", "if x then elseif y end", "elseif x then end", "else", "if x then\nelse\n", "if x then\n\nelseif y then\nz(", "if (x then end"} do
  print((source:gsub("\n", " ")), select(2, loadstring(source, "=s"))) -- expect: if	s:1: unexpected symbol near '<eof>'
  -- expect: if x	s:1: 'then' expected near '<eof>'
  -- expect: if x then	s:1: 'end' expected near '<eof>'
  -- expect: if x then else	s:1: 'end' expected near '<eof>'
  -- expect: if x then else else end	s:1: 'end' expected near 'else'
  -- expect: if x then else elseif y then end	s:1: 'end' expected near 'elseif'
  -- expect: if x do end	s:1: 'then' expected near 'do'
  -- expect: if then end	s:1: unexpected symbol near 'then'
  -- expect: if x then elseif end	s:1: unexpected symbol near 'end'
  -- expect: if x then elseif y end	s:1: 'then' expected near 'end'
  -- expect: elseif x then end	s:1: '<eof>' expected near 'elseif'
  -- expect: else	s:1: '<eof>' expected near 'else'
  -- expect: if x then else 	s:3: 'end' expected (to close 'if' at line 1) near '<eof>'
  -- expect: if x then  elseif y then z(	s:4: unexpected symbol near '<eof>'
  -- expect: if (x then end	s:1: ')' expected near 'then'
end
