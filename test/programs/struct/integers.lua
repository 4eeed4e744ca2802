-- b B h H l L i I in both byte orders and widths.
-- server: lua5.1 has no struct library
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
for _, f in ipairs{"b", "B", "<h", ">h", "<H", ">H", "<l", ">l", "<L", "<i", ">i", "<I", "i1", "i2", ">i3", "<i3", "i4", ">i8", "<I8", ">i5", "T"} do local p = struct.pack(f, 1) print(f, hex(p), struct.size(f), (struct.unpack(f, p))) end -- expect: b	01	1	1
-- expect: B	01	1	1
-- expect: <h	0100	2	1
-- expect: >h	0001	2	1
-- expect: <H	0100	2	1
-- expect: >H	0001	2	1
-- expect: <l	0100000000000000	8	1
-- expect: >l	0000000000000001	8	1
-- expect: <L	0100000000000000	8	1
-- expect: <i	01000000	4	1
-- expect: >i	00000001	4	1
-- expect: <I	01000000	4	1
-- expect: i1	01	1	1
-- expect: i2	0100	2	1
-- expect: >i3	000001	3	1
-- expect: <i3	010000	3	1
-- expect: i4	01000000	4	1
-- expect: >i8	0000000000000001	8	1
-- expect: <I8	0100000000000000	8	1
-- expect: >i5	0000000001	5	1
-- expect: T	0100000000000000	8	1
for _, f in ipairs{"b", "B", "<h", "<H", ">i3", "<l", "<i", "<I"} do local p = struct.pack(f, -2) print(f, hex(p), (struct.unpack(f, p))) end -- expect: b	fe	-2
-- expect: B	fe	254
-- expect: <h	feff	-2
-- expect: <H	feff	65534
-- expect: >i3	fffffe	-2
-- expect: <l	feffffffffffffff	-2
-- expect: <i	feffffff	-2
-- expect: <I	feffffff	4294967294
print(hex(struct.pack(">I", 2^32 - 1)), (struct.unpack(">I", "\255\255\255\255")), (struct.unpack(">i", "\255\255\255\255")), hex(struct.pack("b", 300)), hex(struct.pack("<h", 70000)), hex(struct.pack("B", 3.9)), hex(struct.pack("<l", 2^53))) -- expect: ffffffff	4294967295	-1	2c	7011	03	0000000000002000
