-- tohex gives 8 digits, or as many as asked, in capitals for a negative count.
-- server: lua5.1 has no bit library
print(bit.tohex(255), bit.tohex(-1), bit.tohex(255, 4), bit.tohex(255, -4), bit.tohex(0x12345678, 3), bit.tohex(1, 0) == "", bit.tohex(1, 100), bit.tohex(1, -100), bit.tohex("10"), bit.tohex(2^32), bit.tohex(-2^31)) -- expect: 000000ff	ffffffff	00ff	00FF	678	true	00000001	00000001	0000000a	00000000	80000000
