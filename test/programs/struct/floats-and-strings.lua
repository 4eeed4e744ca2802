-- f d n, fixed strings c, zero-terminated s, and x padding.
-- server: lua5.1 has no struct library
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(struct.pack(">f", 1.5)), hex(struct.pack("<d", 1.5)), hex(struct.pack(">d", -0.1)), (struct.unpack(">f", struct.pack(">f", 0.1))), (struct.unpack("<d", struct.pack("<d", 0.1)))) print(hex(struct.pack("s", "ab")), hex(struct.pack("c3", "abcdef")), hex(struct.pack("c0", "abc")), hex(struct.pack("c", "xyz")), hex(struct.pack("xbx", 1)), hex(struct.pack(">Bc0", 3, "abc"))) print(struct.unpack("s", "ab\0cd")) print(struct.unpack("c3", "abcdef")) print(struct.unpack(">Bc0", "\3abcdef")) print(struct.unpack("c2c0" == "" and "" or "c2", "ab")) print(struct.unpack("bxb", "\1\2\3")) -- expect: 3fc00000	000000000000f83f	bfb999999999999a	0.10000000149012	0.1
-- expect: 616200	616263	616263	78	000100	03616263
-- expect: ab	4
-- expect: abc	4
-- expect: abc	5
-- expect: ab	3
-- expect: 1	3	4
