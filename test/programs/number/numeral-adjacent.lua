-- A numeral runs over letters and digits, so a word must not touch it.
print(loadstring("return 1and 2", "=s")) -- expect: nil	s:1: malformed number near '1and'
print(loadstring("return 1 and 2", "=s")()) -- expect: 2
print(loadstring("return 2-1", "=s")(), loadstring("return 2--1", "=s")(), loadstring("return 1-(-1)")()) -- expect: 1	2	2
print(loadstring("return 0x1e+1", "=s")()) -- expect: 31
print(loadstring("return 0xep1", "=s")()) -- expect: 28
