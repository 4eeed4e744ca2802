-- A comment needs no line end after it, and an empty chunk is a program.
print(type(loadstring("--")), type(loadstring("--x")), type(loadstring("")), type(loadstring("  \n\t "))) -- expect: function	function	function	function
print(loadstring("return 1 --x")(), loadstring("return 2--[[x]]")(), loadstring("")()) -- expect: 1	2
