-- Errors in a loaded chunk have the chunk's name and lines.
local f = loadstring("local a = ...\n\nreturn a.b.c", "=chunk")
print(pcall(f, {})) print(pcall(f)) print(pcall(f, {b = {c = 1}})) -- expect: false	chunk:3: attempt to index field 'b' (a nil value)
-- expect: false	chunk:3: attempt to index local 'a' (a nil value)
-- expect: true	1
local g = loadstring("return function(x)\n return x + 1 end", "@g.lua")()
print(pcall(g, {})) -- expect: false	g.lua:2: attempt to perform arithmetic on local 'x' (a table value)
