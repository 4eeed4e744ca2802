-- A vararg function that never writes ... has the extra arguments in a local table arg.
local function old(a) return a end
local function f(a, ...) return arg.n, arg[1], arg[2], #arg end
print(f(1)) print(f(1, 2, 3)) print(f(1, nil, 3)) -- expect: 0	nil	nil	0
-- expect: 2	2	3	2
-- expect: 2	nil	3	2
local function g(...) local x = ... return type(arg) end
print(pcall(g, 1)) -- expect: true	nil
local function h(...) return function() return arg and arg.n end end
print(h(1, 2)()) -- expect: 2
