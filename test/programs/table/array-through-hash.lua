-- Numbers, numeric strings and equal floats as keys: 1, 1.0 are one key, "1" another.
local t = {} t[1] = "number" t["1"] = "string" t[1.0] = "again" t[2^53] = "big"
print(t[1], t["1"], t[1.0], t[2^53], t[2^53 + 1], #t) t[0x1] = nil print(t[1], t["1"]) -- expect: again	string	again	big	big	1
-- expect: nil	string
