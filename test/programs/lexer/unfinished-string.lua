-- An unfinished string is told with what was read of it, or with <eof>.
print(loadstring("x = 'abc", "=s")) -- expect: nil	s:1: unfinished string near '<eof>'
print(loadstring("x = 'abc\ny = 1'", "=s")) -- expect: nil	s:1: unfinished string near ''abc'
print(loadstring("x = \"abc\\", "=s")) -- expect: nil	s:1: unfinished string near '<eof>'
print(loadstring("x = \"a'b\n", "=s")) -- expect: nil	s:1: unfinished string near '"a'b'
print(loadstring("x = '", "=s")) -- expect: nil	s:1: unfinished string near '<eof>'
print(loadstring("x = 'a\\\nb\nc", "=s")) -- expect: nil	s:2: unfinished string near ''a
-- expect: b'
