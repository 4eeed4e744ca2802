-- Beyond 16 levels of tables nil is packed, so that a table within itself ends.
-- server: lua5.1 has no cmsgpack library
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local t = {} for i = 1, 20 do t = {t} end print(hex(cmsgpack.pack(t))) local loop = {} loop[1] = loop print(hex(cmsgpack.pack(loop))) local map = {} map.m = map print(hex(cmsgpack.pack(map))) -- expect: 91919191919191919191919191919191c0
-- expect: 91919191919191919191919191919191c0
-- expect: 81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16d81a16dc0
