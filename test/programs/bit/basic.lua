-- Results of bit operations are signed 32-bit numbers.
-- server: lua5.1 has no bit library
print(bit.band(0xff, 0x0f), bit.bor(1, 2, 4), bit.bxor(0xff, 0x0f), bit.bnot(0), bit.bnot(0xffffffff), bit.band(-1, 0xffffffff), bit.bor(0x80000000), bit.tobit(2^31), bit.tobit(2^32), bit.tobit(2^32 + 1), bit.tobit(-2^31 - 1)) -- expect: 15	7	240	-1	0	-1	-2147483648	-2147483648	0	1	2147483647
print(bit.band(1), bit.bor(0), bit.bxor(7, 7), bit.band(0xf0, 0x3c, 0x18), bit.bxor(1, 2, 3, 4)) -- expect: 1	0	0	16	4
