-- Missing arguments are nil, further ones are dropped; parameters are locals.
local function f(a, b, c) a = a or "A" return a, b, c end
print(f()) print(f(1)) print(f(1, 2, 3, 4)) print(f(nil, false, nil)) -- expect: A	nil	nil
-- expect: 1	nil	nil
-- expect: 1	2	3
-- expect: A	false	nil
local function same(x, x) return x end
print(same(1, 2)) -- expect: 2
