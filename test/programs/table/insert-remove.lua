-- insert and remove move the rest; they trust the place they are given.
local t = {1, 2, 3}
table.insert(t, 4) table.insert(t, 1, 0) table.insert(t, 3, "m") print(table.concat(t, " ")) -- expect: 0 1 m 2 3 4
print(table.remove(t), table.remove(t, 1), table.remove(t, 2), table.concat(t, " ")) -- expect: 4	0	m	1 2 3
print(table.remove({}), table.remove({}, 1), table.remove(t, 99), select("#", table.remove({})), #t) -- expect: nil	nil	nil	0	3
local u = {1, 2} table.insert(u, 5, "far") print(#u, u[5]) table.insert(u, 0, "zero") print(u[0], u[1], u[2]) -- expect: 2	far
-- expect: zero	nil	1
print(table.insert(u, 1)) print(pcall(table.insert, u)) print(pcall(table.insert, u, 1, 2, 3)) print(pcall(table.insert, u, "x", 1)) print(pcall(table.insert, 1, 2)) -- expect: 
-- expect: false	wrong number of arguments to 'insert'
-- expect: false	wrong number of arguments to 'insert'
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (table expected, got number)
local n = {1, 2, 3} table.insert(n, nil) print(#n) table.insert(n, 2, nil) print(#n, n[2], n[3], n[4]) -- expect: 3
-- expect: 4	nil	2	3
