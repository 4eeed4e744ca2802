-- Infinities and NaN in every number format, never padded with zeros.
local f = string.format
for _, spec in ipairs{"%f", "%e", "%g", "%G", "%E", "%5.1f", "%-8f|", "%08f", "%+f", "%.0f"} do print(spec, f(spec, 1/0), f(spec, -1/0), f(spec, 0/0)) end print(f("%d", 1/0), f("%d", -1/0), f("%x", 1/0)) -- expect: %f	inf	-inf	-nan
-- expect: %e	inf	-inf	-nan
-- expect: %g	inf	-inf	-nan
-- expect: %G	INF	-INF	-NAN
-- expect: %E	INF	-INF	-NAN
-- expect: %5.1f	  inf	 -inf	 -nan
-- expect: %-8f|	inf     |	-inf    |	-nan    |
-- expect: %08f	     inf	    -inf	    -nan
-- expect: %+f	+inf	-inf	-nan
-- expect: %.0f	inf	-inf	-nan
-- expect: -9223372036854775808	-9223372036854775808	0
