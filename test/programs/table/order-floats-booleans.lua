-- Keys that are fractions, huge, negative, or booleans have their places too.
local function keys(t) local r = {} for k in pairs(t) do r[#r + 1] = tostring(k) end return table.concat(r, " ") end
print(keys{[0.1] = 1, [0.2] = 2, [0.5] = 3, [1e10] = 4, [1e100] = 5, [-1] = 6, [-0.5] = 7}) -- expect: 0.5 0.1 -0.5 10000000000 0.2 -1 1e+100
print(keys{[true] = 1, [false] = 2, x = 3, [1] = 4, [math.huge] = 5, [-math.huge] = 6}) -- expect: false true 1 inf -inf x
print(keys{[2^31] = 1, [2^32] = 2, [2^33] = 3, [2^53] = 4, [1e15] = 5}) -- expect: 2147483648 8589934592 1e+15 4294967296 9.007199254741e+15
