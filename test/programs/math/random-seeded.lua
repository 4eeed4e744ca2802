-- The server's own generator: randomseed(0) gives 171, 750, 97, 871 for 1000, as it does everywhere.
-- differs: stock lua5.1 uses C's rand
math.randomseed(0) print(math.random(1000), math.random(1000), math.random(1000), math.random(1000)) math.randomseed(1) print(math.random(), math.random(10), math.random(5, 9)) math.randomseed(42) local r = {} for i = 1, 10 do r[i] = math.random(100) end print(table.concat(r, " ")) -- expect: 171	750	97	871
-- expect: 0.041630344484761	5	9
-- expect: 75 35 12 43 9 86 50 48 70 84
for _, seed in ipairs{-1, 2^31, 2^32, 2^40, 0.9, "7", 1e15, -2^31, 123456789} do math.randomseed(seed) print(seed, math.random(), math.random(1000000)) end -- expect: -1	0.30002572727391	45312
-- expect: 2147483648	0.670828036345	249902
-- expect: 4294967296	0.17082803611217	749902
-- expect: 1099511627776	0.17082803611217	749902
-- expect: 0.9	0.17082803611217	749902
-- expect: 7	0.26644419658298	682036
-- expect: 1e+15	0.6689435758949	87465
-- expect: -2147483648	0.670828036345	249902
-- expect: 123456789	0.052468466596896	25445
