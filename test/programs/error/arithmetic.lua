-- Arithmetic errors name their operand.
local function try(f, ...) print(select(2, pcall(f, ...))) end -- expect: arithmetic.lua:20: attempt to perform arithmetic on local 'a' (a nil value)
-- expect: arithmetic.lua:21: attempt to perform arithmetic on local 'a' (a nil value)
-- expect: arithmetic.lua:22: attempt to perform arithmetic on upvalue 'up' (a nil value)
-- expect: arithmetic.lua:23: attempt to perform arithmetic on field 'x' (a nil value)
-- expect: arithmetic.lua:24: attempt to perform arithmetic on field 'x' (a nil value)
-- expect: arithmetic.lua:25: attempt to perform arithmetic on local 'b' (a table value)
-- expect: arithmetic.lua:26: attempt to perform arithmetic on local 'a' (a table value)
-- expect: arithmetic.lua:27: attempt to perform arithmetic on local 'a' (a string value)
-- expect: arithmetic.lua:28: attempt to perform arithmetic on a table value
-- expect: arithmetic.lua:29: attempt to perform arithmetic on a table value
-- expect: arithmetic.lua:30: attempt to perform arithmetic on local 'a' (a nil value)
-- expect: arithmetic.lua:31: attempt to get length of a nil value
-- expect: arithmetic.lua:32: attempt to get length of local 'a' (a number value)
-- expect: arithmetic.lua:33: attempt to get length of field 'x' (a nil value)
-- expect: arithmetic.lua:34: attempt to perform arithmetic on a boolean value
-- expect: arithmetic.lua:35: attempt to perform arithmetic on a function value
-- expect: arithmetic.lua:36: attempt to perform arithmetic on a table value
local up
try(function() local a return a + 1 end)
try(function() local a return 1 + a end)
try(function() return up + 1 end)
try(function() local t = {} return t.x + 1 end)
try(function() local t = {} return t.x - t.y end)
try(function() local a, b = 1, {} return a * b end)
try(function() local a, b = {}, 1 return a * b end)
try(function() local a = "abc" return a / 2 end)
try(function() return 2 ^ {} end)
try(function() return {} % 2 end)
try(function() local a return -a end)
try(function() return #nil end)
try(function() local a = 5 return #a end)
try(function() local t = {} return #t.x end)
try(function() return true + 1 end)
try(function() return (function() end) + 1 end)
try(function() local x = "10" return x + {} end)
