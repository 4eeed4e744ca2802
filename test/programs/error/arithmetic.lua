local function try(f, ...) print(select(2, pcall(f, ...))) end
local up
try(function() local a return a + 1 end)
try(function() local a return 1 + a end)
try(function() return glob + 1 end)
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
try(function() return -glob end)
try(function() return true + 1 end)
try(function() return (function() end) + 1 end)
try(function() local x = "10" return x + {} end)
-- expect: arithmetic.lua:3: attempt to perform arithmetic on local 'a' (a nil value)
-- expect: arithmetic.lua:4: attempt to perform arithmetic on local 'a' (a nil value)
-- expect: arithmetic.lua:5: attempt to perform arithmetic on global 'glob' (a nil value)
-- expect: arithmetic.lua:6: attempt to perform arithmetic on upvalue 'up' (a nil value)
-- expect: arithmetic.lua:7: attempt to perform arithmetic on field 'x' (a nil value)
-- expect: arithmetic.lua:8: attempt to perform arithmetic on field 'x' (a nil value)
-- expect: arithmetic.lua:9: attempt to perform arithmetic on local 'b' (a table value)
-- expect: arithmetic.lua:10: attempt to perform arithmetic on local 'a' (a table value)
-- expect: arithmetic.lua:11: attempt to perform arithmetic on local 'a' (a string value)
-- expect: arithmetic.lua:12: attempt to perform arithmetic on a table value
-- expect: arithmetic.lua:13: attempt to perform arithmetic on a table value
-- expect: arithmetic.lua:14: attempt to perform arithmetic on local 'a' (a nil value)
-- expect: arithmetic.lua:15: attempt to get length of a nil value
-- expect: arithmetic.lua:16: attempt to get length of local 'a' (a number value)
-- expect: arithmetic.lua:17: attempt to get length of field 'x' (a nil value)
-- expect: arithmetic.lua:18: attempt to perform arithmetic on global 'glob' (a nil value)
-- expect: arithmetic.lua:19: attempt to perform arithmetic on a boolean value
-- expect: arithmetic.lua:20: attempt to perform arithmetic on a function value
-- expect: arithmetic.lua:21: attempt to perform arithmetic on a table value
