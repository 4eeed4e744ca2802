-- Hundreds of arguments and results go through.
local function count(...) return select("#", ...) end
local t = {} for i = 1, 5000 do t[i] = i end
print(count(unpack(t)), (select(5000, unpack(t))), #{unpack(t)}) -- expect: 5000	5000	5000
print(math.max(unpack(t)), #string.char(unpack(t, 60, 90))) -- expect: 5000	31
local function id(...) return ... end
print(count(id(id(unpack(t, 1, 250)))), select(-1, id(unpack(t, 1, 250)))) -- expect: 250	250
