-- load joins the pieces of its reader until nil or an empty string.
local function pieces(...) local list, i = {...}, 0 return function() i = i + 1 return list[i] end end
print(load(pieces("return ", "1", " + 2"))()) -- expect: 3
print(load(pieces("return 1", "", "error()"))()) -- expect: 1
print(load(pieces("ret", "urn 'a", "b'"))()) -- expect: ab
print(load(pieces())()) -- expect: 
print(load(pieces("x = = 1"), "=named")) -- expect: nil	named:1: unexpected symbol near '='
print(load(pieces("x = = 1"))) -- expect: nil	(load):1: unexpected symbol near '='
print(load(pieces("return ", 5))()) -- expect: 5
