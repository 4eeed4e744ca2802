-- Numbers are rounded to the nearest, ties to even; strings are converted; the rest wraps.
-- server: lua5.1 has no bit library
for _, n in ipairs{0.5, 1.5, 2.5, -0.5, -1.5, 1.4999, 2^31 + 0.5, 2^51 + 1, 2^52, 2^53, 1e15, 1e16, -1e15, "0xff", "12"} do print(n, bit.tobit(n)) end -- expect: 0.5	0
-- expect: 1.5	2
-- expect: 2.5	2
-- expect: -0.5	0
-- expect: -1.5	-2
-- expect: 1.4999	1
-- expect: 2147483648.5	-2147483648
-- expect: 2.2517998136852e+15	0
-- expect: 4.5035996273705e+15	0
-- expect: 9.007199254741e+15	0
-- expect: 1e+15	-1530494976
-- expect: 1e+16	937459712
-- expect: -1e+15	1530494976
-- expect: 0xff	255
-- expect: 12	12
print(bit.tobit(1/0), bit.tobit(-1/0), bit.tobit(0/0)) -- expect: 0	0	0
