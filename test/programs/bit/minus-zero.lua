-- Minus zero has no bits: zero comes out.
-- server: stock Lua has no bit library
local zero = tonumber("-0")
print(1 / zero, 1 / bit.tobit(zero), 1 / bit.band(zero), 1 / bit.bor(zero, zero), 1 / bit.rshift(zero, 0)) -- expect: -inf	inf	inf	inf	inf
