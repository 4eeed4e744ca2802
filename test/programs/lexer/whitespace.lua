-- Form feed, vertical tab, tab and space separate tokens; a no-break space does not.
print(loadstring("return\f1\v+\t2 ")()) -- expect: 3
print(loadstring("return\1601", "=s")) -- expect: nil	s:1: unexpected symbol near ' '
