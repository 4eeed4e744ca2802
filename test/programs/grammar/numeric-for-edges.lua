-- A numeric for runs while the variable is on the right side of the limit; step 0 never ends upward.
local function count(a, b, c) local n = 0 for i = a, b, c do n = n + 1 if n > 99 then break end end return n end
print(count(1, 0, 1), count(1, 1, 1), count(3, 1, -1), count(1, 3, -1), count(1, 2, 0.25), count(1, math.huge, 1), count(1, 0, 0)) -- expect: 0	1	3	0	5	100	100
print(count(0/0, 1, 1), count(1, 0/0, 1), count(-math.huge, 0, 1), count(1, 5, 0)) -- expect: 0	0	100	0
local last for i = 0.1, 1, 0.1 do last = i end print(last) -- expect: 1
