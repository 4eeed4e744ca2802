-- Operators of later Lua versions are syntax errors.
for _, source in ipairs{"a // b", "a & b", "a | b", "a ~ b", "~a", "a << b", "a >> b", "a != b", "!a", "a ? b : c", "a += 1", "a::b", "`a`", "a \\ b"} do
  print(source, select(2, loadstring("x = " .. source, "=s"))) -- expect: a // b	s:1: unexpected symbol near '/'
  -- expect: a & b	s:1: unexpected symbol near '&'
  -- expect: a | b	s:1: unexpected symbol near '|'
  -- expect: a ~ b	s:1: unexpected symbol near '~'
  -- expect: ~a	s:1: unexpected symbol near '~'
  -- expect: a << b	s:1: unexpected symbol near '<'
  -- expect: a >> b	s:1: unexpected symbol near '>'
  -- expect: a != b	s:1: unexpected symbol near '!'
  -- expect: !a	s:1: unexpected symbol near '!'
  -- expect: a ? b : c	s:1: unexpected symbol near '?'
  -- expect: a += 1	s:1: unexpected symbol near '='
  -- expect: a::b	s:1: '<name>' expected near ':'
  -- expect: `a`	s:1: unexpected symbol near '`'
  -- expect: a \ b	s:1: unexpected symbol near '\'
end
