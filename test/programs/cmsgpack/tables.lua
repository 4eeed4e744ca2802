-- A table with keys 1..n is an array, any other a map; an empty one is an array.
-- server: lua5.1 has no cmsgpack library
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, t in ipairs{{}, {1, 2, 3}, {1, nil, 3}, {a = 1}, {1, 2, x = 3}, {[1] = 1, [2] = 2}, {[2] = 2}, {[0] = 0}, {[1.5] = 1}, {[-1] = 1}, {{}, {{}}}, {["1"] = 1}, {[true] = 1}, {[1] = 1, [3] = 3}} do print(hex(cmsgpack.pack(t))) end local big = {} for i = 1, 16 do big[i] = i end print(hex(cmsgpack.pack(big))) local map = {} for i = 1, 16 do map["k" .. i] = i end print(hex(cmsgpack.pack(map)):sub(1, 40)) print(hex(cmsgpack.pack(setmetatable({}, {__index = {1, 2}})))) -- expect: 90
-- expect: 93010203
-- expect: 8201010303
-- expect: 81a16101
-- expect: 8301010202a17803
-- expect: 920102
-- expect: 810202
-- expect: 810000
-- expect: 81ca3fc0000001
-- expect: 81ff01
-- expect: 92909190
-- expect: 81a13101
-- expect: 81c301
-- expect: 8201010303
-- expect: dc00100102030405060708090a0b0c0d0e0f10
-- expect: de0010a36b31320ca36b313610a26b3909a26b38
-- expect: 90
