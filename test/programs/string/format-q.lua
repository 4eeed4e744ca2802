-- %q writes a string that Lua reads back: quotes, backslashes, line ends, zero bytes and carriage returns escaped.
local f = string.format
print(f("%q", 'a"b\\c')) print((f("%q", "line\nend"):gsub("\n", "<LF>"))) print(f("%q", "\0z\0" .. "1"), f("%q", "\r"), f("%q", "\t\1"):byte(1, -1)) print(f("%q", 5), loadstring("return " .. f("%q", "a\nb\0\r\"\\"))() == "a\nb\0\r\"\\") print(pcall(f, "%q")) print(pcall(f, "%q", {})) print(f("%10q", "x")) -- expect: "a\"b\\c"
-- expect: "line\<LF>end"
-- expect: "\000z\0001"	"\r"	34	9	1	34
-- expect: "5"	true
-- expect: false	bad argument #2 to '?' (no value)
-- expect: false	bad argument #2 to '?' (string expected, got table)
-- expect: "x"
