-- remove outside 1..n gives nothing and changes nothing.
local t = {"a", "b", "c"}
print(table.remove(t, 0)) print(table.remove(t, 4)) print(table.remove(t, -1)) print(#t) -- expect: 
-- expect: 
-- expect: 
-- expect: 3
print(table.remove(t, 3), #t) print(table.remove(t, "1"), t[1]) print(table.remove(t, 1.9), #t) -- expect: c	2
-- expect: a	b
-- expect: b	0
print(pcall(table.remove, t, "x")) print(pcall(table.remove)) print(pcall(table.remove, t, {})) -- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got table)
