-- Calls with more arguments than the stack holds are an error.
local function count(...) return select("#", ...) end
local t = {} for i = 1, 7990 do t[i] = i end print(count(unpack(t))) print(count(unpack(t, 1, 7990))) print(pcall(function() return count(unpack(t, 1, 8001)) end)) -- expect: 7990
-- expect: 7990
-- expect: false	varargs-overflow.lua:3: too many results to unpack
print((pcall(string.char, unpack(t, 1, 200)))) print(#{unpack(t)}, pcall(string.byte, ("x"):rep(10000), 1, -1)) print(select("#", ("x"):rep(7000):byte(1, -1))) -- expect: true
-- expect: 7990	false	stack overflow (string slice too long)
-- expect: 7000
