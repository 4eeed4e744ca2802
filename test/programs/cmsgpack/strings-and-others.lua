-- Strings by length, booleans, nil; functions and threads become nil.
-- server: lua5.1 has no cmsgpack library
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(cmsgpack.pack("")), hex(cmsgpack.pack("abc")), hex(cmsgpack.pack(("x"):rep(31))):sub(1, 4), hex(cmsgpack.pack(("x"):rep(32))):sub(1, 6), hex(cmsgpack.pack(("x"):rep(256))):sub(1, 8), hex(cmsgpack.pack(("x"):rep(65536))):sub(1, 12)) print(hex(cmsgpack.pack(true)), hex(cmsgpack.pack(false)), hex(cmsgpack.pack(nil)), hex(cmsgpack.pack(print)), hex(cmsgpack.pack(cjson.null)), hex(cmsgpack.pack(coroutine.create(function() end)))) print(hex(cmsgpack.pack(1, "a", true)), hex(cmsgpack.pack(nil, nil))) print(pcall(cmsgpack.pack)) -- expect: a0	a3616263	bf78	d92078	da010078	db0001000078
-- expect: c3	c2	c0	c0	c0	c0
-- expect: 01a161c3	c0c0
-- expect: false	bad argument #0 to '?' (MessagePack pack needs input.)
