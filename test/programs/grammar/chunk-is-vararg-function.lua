-- A chunk is a vararg function with results.
local f = loadstring("local a, b = ... return b, a, select('#', ...)")
print(f(1, 2)) print(f()) print(f(nil, nil, nil)) -- expect: 2	1	2
-- expect: nil	nil	0
-- expect: nil	nil	3
