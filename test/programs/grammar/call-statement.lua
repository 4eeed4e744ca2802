-- A call can be a statement, other expressions cannot.
for _, source in ipairs{"f()", "f''", "f{}", "x.f()", "x:f()", "x[1]()", "f()()", "(f)()", "('x'):rep(3)", "f().x", "f()[1]", "(f())", "-f()", "not f()", "#x", "1", "nil", "...", "x:f", "'x':rep(3)", "{}.x()", "function() end"} do
  print(source, select(2, loadstring(source, "=s"))) -- expect: f()
  -- expect: f''
  -- expect: f{}
  -- expect: x.f()
  -- expect: x:f()
  -- expect: x[1]()
  -- expect: f()()
  -- expect: (f)()
  -- expect: ('x'):rep(3)
  -- expect: f().x	s:1: '=' expected near '<eof>'
  -- expect: f()[1]	s:1: '=' expected near '<eof>'
  -- expect: (f())	s:1: syntax error near '<eof>'
  -- expect: -f()	s:1: unexpected symbol near '-'
  -- expect: not f()	s:1: unexpected symbol near 'not'
  -- expect: #x	s:1: unexpected symbol near '#'
  -- expect: 1	s:1: unexpected symbol near '1'
  -- expect: nil	s:1: unexpected symbol near 'nil'
  -- expect: ...	s:1: unexpected symbol near '...'
  -- expect: x:f	s:1: function arguments expected near '<eof>'
  -- expect: 'x':rep(3)	s:1: unexpected symbol near ''x''
  -- expect: {}.x()	s:1: unexpected symbol near '{'
  -- expect: function() end	s:1: '<name>' expected near '('
end
