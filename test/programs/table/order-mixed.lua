-- pairs over keys of mixed types, before and after changes.
local t = {10, 20, 30, x = 1, y = 2, [true] = 3, [false] = 4, [0.5] = 5, [100] = 6, [-1] = 7, [2^40] = 8}
for k, v in pairs(t) do print(k, v) end -- expect: 1	10
-- expect: 2	20
-- expect: 3	30
-- expect: y	2
-- expect: x	1
-- expect: false	4
-- expect: 1099511627776	8
-- expect: 100	6
-- expect: 0.5	5
-- expect: -1	7
-- expect: true	3
for i = 4, 9 do t[i] = i end
for k, v in pairs(t) do print(k, v) end -- expect: 1	10
-- expect: 2	20
-- expect: 3	30
-- expect: 4	4
-- expect: 5	5
-- expect: 6	6
-- expect: 7	7
-- expect: 8	8
-- expect: 9	9
-- expect: y	2
-- expect: true	3
-- expect: false	4
-- expect: 1099511627776	8
-- expect: 100	6
-- expect: x	1
-- expect: -1	7
-- expect: 0.5	5
t[1] = nil t.x = nil t[true] = nil t.q = 9
for k, v in pairs(t) do print(k, v) end -- expect: 2	20
-- expect: 3	30
-- expect: 4	4
-- expect: 5	5
-- expect: 6	6
-- expect: 7	7
-- expect: 8	8
-- expect: 0.5	5
-- expect: q	9
-- expect: y	2
-- expect: 1099511627776	8
-- expect: 100	6
-- expect: false	4
-- expect: 9	9
-- expect: -1	7
