-- String literals and their escapes.
print("a\tb\\n\"q\"", 'single\'s', "\65\066\0067", "\x41\q\z")
print(#"\0abc", #"\255", "\a\b\f\v" == "\7\8\12\11") print([[long
string]] == "long\nstring", [==[a]]b]==], [[
skip first newline]]) print(#[[

x]]) print("line1\
line2" == "line1\nline2") print("tab\9end" == "tab\tend", '\'', "\'") --[[ block
comment ]] print("after") --[==[ another ]] ]==] print("more") -- line
print(#"\r\n", "a" .. 'b' .. [[c]]) print("é" == "\195\169", #"é")
-- expect: a	b\n"q"	single's	AB7	x41qz
-- expect: 4	1	true
-- expect: true	a]]b	skip first newline
-- expect: 2
-- expect: true
-- expect: true	'	'
-- expect: after
-- expect: more
-- expect: 2	abc
-- expect: true	2
