-- Shifts and rotations take their count modulo 32.
-- server: lua5.1 has no bit library
print(bit.lshift(1, 0), bit.lshift(1, 31), bit.lshift(1, 32), bit.lshift(1, 33), bit.lshift(1, -1), bit.rshift(-1, 1), bit.rshift(-1, 31), bit.rshift(256, 8), bit.arshift(-256, 4), bit.arshift(256, 4), bit.arshift(-1, 31)) -- expect: 1	-2147483648	1	2	-2147483648	2147483647	1	1	-16	16	-1
print(bit.rol(0x12345678, 8), bit.ror(0x12345678, 8), bit.rol(1, 32), bit.ror(1, 1), bit.bswap(0x12345678), bit.bswap(-1)) -- expect: 878082066	2014458966	1	-2147483648	2018915346	-1
