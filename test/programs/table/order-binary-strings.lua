-- Strings of any bytes are keys, zero bytes and high bytes included.
local t, r = {}, {}
for i = 0, 255, 15 do t[string.char(i)] = i end
for k, v in pairs(t) do r[#r + 1] = v end
print(table.concat(r, " ")) -- expect: 225 0 195 165 135 105 75 45 15 240 210 180 150 120 90 60 255 30
print(({["\0"] = "nul"})["\0"], ({["a\0b"] = 1})["a\0c"], ({["\1\35"] = "a", ["\18\3"] = "b"})["\1\35"]) -- expect: nul	nil	a
