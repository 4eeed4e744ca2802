-- Subjects of a hundred thousand characters match without deep recursion.
local s = ("ab"):rep(50000)
print(#s:match(".*"), #s:match(".-$"), #s:match("[ab]*"), #s:match("[ab]-$"), s:find("c"), select(2, s:gsub("a", "x")), #s:gsub("b", ""), s:match("(.*)b$"):len(), s:find("%a+$")) -- expect: 100000	100000	100000	100000	nil	50000	50000	99999	1	100000
print(#(("(" ):rep(1000) .. (")"):rep(1000)):match("%b()")) -- expect: 2000
