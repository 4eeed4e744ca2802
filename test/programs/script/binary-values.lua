-- Packed integers in strings, by struct and bit.
-- server: it calls commands
for i, n in ipairs{1, 256, 65535, 2^32 - 1} do redis.call("APPEND", "packed", struct.pack(">I4", n)) end local s = redis.call("GET", "packed") local at, r = 1, {} while at <= #s do local n n, at = struct.unpack(">I4", s, at) r[#r + 1] = n end print(#s, table.concat(r, " ")) -- expect: 16	1 256 65535 4294967295
