-- %d and %i cut to an integer and take flags, width and precision.
local f = string.format
for _, spec in ipairs{"%d", "%i", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%8.3d", "%-8.3d|", "%+.3d", "%.0d|"} do print(spec, f(spec, 42), f(spec, -42), f(spec, 0)) end print(f("%d", 3.99), f("%d", -3.99), f("%d", "10"), f("%d", 2^53), f("%d", -2^63), f("%d", 1e15)) print(pcall(f, "%d", "x")) print(pcall(f, "%d")) print(pcall(f, "%d", {})) print(pcall(f, "%d", "3.5x")) -- expect: %d	42	-42	0
-- expect: %i	42	-42	0
-- expect: %5d	   42	  -42	    0
-- expect: %-5d|	42   |	-42  |	0    |
-- expect: %05d	00042	-0042	00000
-- expect: %+d	+42	-42	+0
-- expect: % d	 42	-42	 0
-- expect: %.3d	042	-042	000
-- expect: %8.3d	     042	    -042	     000
-- expect: %-8.3d|	042     |	-042    |	000     |
-- expect: %+.3d	+042	-042	+000
-- expect: %.0d|	42|	-42|	|
-- expect: 3	-3	10	9007199254740992	-9223372036854775808	1000000000000000
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #2 to '?' (no value)
-- expect: false	bad argument #2 to '?' (number expected, got table)
-- expect: false	bad argument #2 to '?' (number expected, got string)
