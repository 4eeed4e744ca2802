-- ! aligns to powers of two; a space does nothing.
-- server: lua5.1 has no struct library
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(struct.pack("!<bi", 1, 2)), hex(struct.pack("!2<bi", 1, 2)), hex(struct.pack("<b i", 1, 2)), hex(struct.pack("!8<bd", 1, 1)), struct.size("!bi"), struct.size("bi"), struct.size("!4bhib"), struct.size("!bd"), pcall(struct.size, "=bi")) print(pcall(struct.pack, "!3i", 1)) print(pcall(struct.size, "!16i")) -- expect: 0100000002000000	010002000000	0102000000	0100000000000000000000000000f03f	8	5	9	16	false	bad argument #1 to '?' (invalid format option '=')
-- expect: false	alignment 3 is not a power of 2
-- expect: true	4
