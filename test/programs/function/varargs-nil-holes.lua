-- Varargs keep nils in every place, and select counts them.
local function count(...) return select("#", ...) end
print(count(), count(nil), count(nil, nil), count(1, nil, nil)) -- expect: 0	1	2	3
local function pass(...) return ... end
print(count(pass()), count(pass(nil)), count(pass(nil, 1, nil)), count(unpack({}, 1, 3))) -- expect: 0	1	3	3
print((select(2, "a", nil, "c")), select(-1, "a", nil), select(-2, 1, 2, 3)) -- expect: nil	nil	2	3
local function fixed(a, b, ...) return b, ... end
print(fixed()) print(fixed(1)) print(fixed(1, nil, nil)) print(count(fixed(1)), count(fixed(1, nil, nil))) -- expect: nil
-- expect: nil
-- expect: nil	nil
-- expect: 1	2
