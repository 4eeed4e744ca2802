-- Varargs with nils, select and table constructors.
local function f(...) return select("#", ...), ... end
print(f()) print(f(nil)) print(f(1, nil)) print(f(1, 2, 3)) -- expect: 0
-- expect: 1	nil
-- expect: 2	1	nil
-- expect: 3	1	2	3
print((f(1, 2))) -- expect: 2
local function g(a, ...) local x, y = ... return a, x, y end
print(g(1)) print(g(1, 2)) print(g(1, 2, 3, 4)) -- expect: 1	nil	nil
-- expect: 1	2	nil
-- expect: 1	2	3
local function h(...) local t = {...} return #t end
print(h(1, 2, 3), h()) -- expect: 3	0
local function k(...) return {n = select("#", ...), ...} end
print(k(1, nil, 3).n) -- expect: 3
print(select(2, "a", "b", "c")) print(select(-1, "a", "b")) print(pcall(select, 0)) print(pcall(select, -5, 1)) -- expect: b	c
-- expect: b
-- expect: false	bad argument #1 to '?' (index out of range)
-- expect: false	bad argument #1 to '?' (index out of range)
print(select("#")) print(select("#", nil, nil)) print(select(5, 1, 2)) -- expect: 0
-- expect: 2
-- expect: 
local function pass(...) return ... end
print(pass(1, 2), pass(3, 4)) print((pass(1, 2))) -- expect: 1	3	4
-- expect: 1
print(#{pass(1, 2, 3)}, #{pass(1, 2, 3), 4}, #{1, pass(2, 3)}) -- expect: 3	2	3
local function last(...) local a = {...} return a[#a] end
print(last(5, 6, 7)) -- expect: 7
