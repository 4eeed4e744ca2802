-- ., .. and ... are told apart by the longest match.
local t = {a = {b = "c"}}
print(t.a.b .. ".." .. t . a . b, 1 .. 2, (function(...) return select('#', ...) end)(1, 2)) -- expect: c..c	12	2
print(loadstring("x = a. .b", "=s")) -- expect: nil	s:1: '<name>' expected near '.'
print(loadstring("x = a....b", "=s")) -- expect: nil	s:1: unexpected symbol near '...'
print(loadstring("return 1 ..2")(), loadstring("return '1'..'2'")()) -- expect: 12	12
