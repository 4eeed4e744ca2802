-- An opening parenthesis on a new line after a prefix expression is ambiguous and refused.
for _, source in ipairs{"f\n(1)", "x = f\n(1)", "local x = f\n(g)()", "x.y\n(1)", "x:m\n(1)", "f()\n(1)", "f{}\n(1)", "f''\n(1)", "(f)\n(1)", "x[1]\n(2)"} do
  print((source:gsub("\n", " ")), select(2, loadstring(source, "=s"))) -- expect: f (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: x = f (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: local x = f (g)()	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: x.y (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: x:m (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: f() (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: f{} (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: f'' (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: (f) (1)	s:2: ambiguous syntax (function call x new statement) near '('
  -- expect: x[1] (2)	s:2: ambiguous syntax (function call x new statement) near '('
end
