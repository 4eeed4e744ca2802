-- Metamethods of later Lua versions mean nothing: __pairs, __ipairs, __close, __idiv, __band, __name.
local t = setmetatable({1, 2}, {__pairs = error, __ipairs = error, __idiv = error, __name = "Mine", __gc = error, __mode = "k"})
for k, v in pairs(t) do print(k, v) end -- expect: 1	1
-- expect: 2	2
for k, v in ipairs(t) do print(k, v) end -- expect: 1	1
-- expect: 2	2
print((tostring(t):gsub("0x%x+", "0x"))) -- expect: table: 0x
