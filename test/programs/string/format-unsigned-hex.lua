-- %u, %x, %X and %o take numbers as unsigned 64-bit.
local f = string.format
for _, spec in ipairs{"%u", "%x", "%X", "%o", "%#x", "%#X", "%#o", "%08x", "%-8x|", "%.4x", "%#.4x"} do print(spec, f(spec, 0), f(spec, 255), f(spec, 2^40), f(spec, 3.7)) end print(f("%x", -1), f("%u", -1), f("%o", -1), f("%x", 2^53)) -- expect: %u	0	255	1099511627776	3
-- expect: %x	0	ff	10000000000	3
-- expect: %X	0	FF	10000000000	3
-- expect: %o	0	377	20000000000000	3
-- expect: %#x	0	0xff	0x10000000000	0x3
-- expect: %#X	0	0XFF	0X10000000000	0X3
-- expect: %#o	0	0377	020000000000000	03
-- expect: %08x	00000000	000000ff	10000000000	00000003
-- expect: %-8x|	0       |	ff      |	10000000000|	3       |
-- expect: %.4x	0000	00ff	10000000000	0003
-- expect: %#.4x	0000	0x00ff	0x10000000000	0x0003
-- expect: ffffffffffffffff	18446744073709551615	1777777777777777777777	20000000000000
