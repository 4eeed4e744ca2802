-- Concatenation errors name their operand.
local function try(f, ...) print(select(2, pcall(f, ...))) end -- expect: concat.lua:13: attempt to concatenate local 'a' (a nil value)
-- expect: concat.lua:14: attempt to concatenate local 'a' (a nil value)
-- expect: concat.lua:15: attempt to concatenate upvalue 'up' (a nil value)
-- expect: concat.lua:16: attempt to concatenate field 'x' (a nil value)
-- expect: concat.lua:17: attempt to concatenate field 'x' (a nil value)
-- expect: concat.lua:18: attempt to concatenate a table value
-- expect: concat.lua:19: attempt to concatenate a table value
-- expect: concat.lua:20: attempt to concatenate a boolean value
-- expect: concat.lua:21: attempt to concatenate local 'b' (a nil value)
-- expect: concat.lua:22: attempt to concatenate global 'tostring' (a function value)
local up
try(function() local a return a .. "x" end)
try(function() local a return "x" .. a end)
try(function() return up .. "x" end)
try(function() local t = {} return t.x .. "y" end)
try(function() local t = {} return "a" .. "b" .. t.x .. "c" end)
try(function() return "a" .. {} end)
try(function() return {} .. "a" end)
try(function() return 1 .. true end)
try(function() local a, b, c = "a", nil, "c" return a .. b .. c end)
try(function() return "x" .. tostring end)
print(1 .. 2, "a" .. 1 .. 2.5 .. "b", ("x" .. "y") .. "z", 1 .. "") -- expect: 12	a12.5b	xyz	1
