local function try(f, ...) print(select(2, pcall(f, ...))) end
local up
try(function() local a return a .. "x" end)
try(function() local a return "x" .. a end)
try(function() return glob .. "x" end)
try(function() return "x" .. glob end)
try(function() return up .. "x" end)
try(function() local t = {} return t.x .. "y" end)
try(function() local t = {} return "a" .. "b" .. t.x .. "c" end)
try(function() return "a" .. {} end)
try(function() return {} .. "a" end)
try(function() return 1 .. true end)
try(function() local a, b, c = "a", nil, "c" return a .. b .. c end)
try(function() return "x" .. print end)
print(1 .. 2, "a" .. 1 .. 2.5 .. "b", ("x" .. "y") .. "z", 1 .. "")
-- expect: concat.lua:3: attempt to concatenate local 'a' (a nil value)
-- expect: concat.lua:4: attempt to concatenate local 'a' (a nil value)
-- expect: concat.lua:5: attempt to concatenate global 'glob' (a nil value)
-- expect: concat.lua:6: attempt to concatenate global 'glob' (a nil value)
-- expect: concat.lua:7: attempt to concatenate upvalue 'up' (a nil value)
-- expect: concat.lua:8: attempt to concatenate field 'x' (a nil value)
-- expect: concat.lua:9: attempt to concatenate field 'x' (a nil value)
-- expect: concat.lua:10: attempt to concatenate a table value
-- expect: concat.lua:11: attempt to concatenate a table value
-- expect: concat.lua:12: attempt to concatenate a boolean value
-- expect: concat.lua:13: attempt to concatenate local 'b' (a nil value)
-- expect: concat.lua:14: attempt to concatenate global 'print' (a function value)
-- expect: 12	a12.5b	xyz	1
