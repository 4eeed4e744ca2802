-- loadstring and load, their chunk names and errors.
print(loadstring("return 1 + 1")()) print(loadstring("return ...")(5, 6)) print(loadstring("x = ")) print(pcall(loadstring("error('e')", "=chunk"))) print(pcall(loadstring("error('e')", "@file.lua"))) print(pcall(loadstring("error('e')"))) -- expect: 2
-- expect: 5	6
-- expect: nil	[string "x = "]:1: unexpected symbol near '<eof>'
-- expect: false	chunk:1: e
-- expect: false	file.lua:1: e
-- expect: false	[string "error('e')"]:1: e
print(pcall(loadstring("local a = 1\nerror('e')\nreturn 1"))) print(loadstring("x x", "two\nlines")) -- expect: false	[string "local a = 1..."]:2: e
-- expect: nil	[string "two..."]:1: '=' expected near 'x'
local parts = {"return ", "1", " + ", "41"} local i = 0 print(load(function() i = i + 1 return parts[i] end)()) print(type(load(function() return nil end))) -- expect: 42
-- expect: function
print(loadstring("")()) print(loadstring("-- comment")()) print(loadstring("local function f() return f end return f() == f")()) print(loadstring("return function(x) return x * 2 end")()(21)) -- expect: 
-- expect: 
-- expect: true
-- expect: 42
print(loadstring("\n\nx = = 1", "=n")) print(loadstring("return 'a", "=n")) -- expect: nil	n:3: unexpected symbol near '='
-- expect: nil	n:1: unfinished string near '<eof>'
