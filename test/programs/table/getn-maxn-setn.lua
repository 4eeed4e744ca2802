-- getn is #, maxn the largest positive number key, setn obsolete.
print(table.getn{1, 2, 3}, table.getn{}, table.getn{n = 7}, table.maxn{}, table.maxn{1, 2, nil, 4}, table.maxn{[1.5] = 1, [10] = 2, x = 3}, table.maxn{[-5] = 1}, table.maxn{[math.huge] = 1}) -- expect: 3	0	0	0	4	10	0	inf
print(pcall(table.setn, {}, 1)) print(pcall(table.setn)) print(pcall(table.getn)) print(pcall(table.getn, "abc")) print(pcall(table.maxn, 1)) -- expect: false	'setn' is obsolete
-- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	bad argument #1 to '?' (table expected, got string)
-- expect: false	bad argument #1 to '?' (table expected, got number)
