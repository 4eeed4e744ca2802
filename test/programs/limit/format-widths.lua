-- Widths and precisions have two digits at most, so no format grows without bound.
print(#string.format("%99d", 1), #string.format("%.99f", 1/3), #string.format("%99.99f", 1e300)) print(pcall(string.format, "%100d", 1)) print(pcall(string.format, "%.100f", 1)) print(#string.format("%99s", "x"), #string.format(("%s"):rep(200), unpack((function() local t = {} for i = 1, 200 do t[i] = "ab" end return t end)()))) -- expect: 99	101	401
-- expect: false	invalid format (width or precision too long)
-- expect: false	invalid format (width or precision too long)
-- expect: 99	400
