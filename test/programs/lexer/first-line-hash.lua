-- loadstring does not skip a first line that begins with #, for only files have one.
print(loadstring("# comment\nreturn 1", "=s")) -- expect: nil	s:1: unexpected symbol near '#'
