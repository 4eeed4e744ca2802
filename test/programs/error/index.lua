-- Index errors name what was indexed.
local function try(f, ...) print(select(2, pcall(f, ...))) end -- expect: index.lua:24: attempt to index local 'a' (a nil value)
-- expect: index.lua:25: attempt to index local 'a' (a nil value)
-- expect: index.lua:26: attempt to index upvalue 'up' (a nil value)
-- expect: index.lua:27: attempt to index upvalue 'up' (a nil value)
-- expect: index.lua:28: attempt to index field 'a' (a nil value)
-- expect: index.lua:29: attempt to index field 'a' (a nil value)
-- expect: index.lua:30: attempt to index field 'b' (a nil value)
-- expect: index.lua:31: attempt to index field '?' (a nil value)
-- expect: index.lua:32: attempt to index field '?' (a nil value)
-- expect: index.lua:33: attempt to index a nil value
-- expect: index.lua:34: attempt to index a number value
-- expect: index.lua:35: attempt to index field 'y' (a nil value)
-- expect: index.lua:36: attempt to index a nil value
-- expect: index.lua:37: attempt to index local 'a' (a boolean value)
-- expect: index.lua:38: attempt to index local 'p' (a nil value)
-- expect: index.lua:39: table index is nil
-- expect: index.lua:40: table index is NaN
-- expect: nil
-- expect: index.lua:42: attempt to index field 'nothing' (a nil value)
-- expect: index.lua:43: attempt to index field 'x' (a nil value)
-- expect: index.lua:44: attempt to index upvalue 'up' (a nil value)
local up
try(function() local a a.b = 1 end)
try(function() local a return a.b end)
try(function() return up.x end)
try(function() up.x = 1 end)
try(function() local t = {} return t.a.b end)
try(function() local t = {} t.a.b = 1 end)
try(function() local t = {a = {}} return t.a.b.c end)
try(function() local t = {} return t[1][2] end)
try(function() local t = {} local k = "key" return t[k].x end)
try(function() return (nil).x end)
try(function() return (5).x end)
try(function() return ("x").y.z end)
try(function() local f = function() end return f().x end)
try(function() local a = true return a.x end)
try(function(p) return p.x end)
try(function() local t = {} t[nil] = 1 end)
try(function() local t = {} t[0/0] = 1 end)
try(function() return ({})[nil] end)
try(function() return math.nothing.x end)
try(function() local t = {} t.x.y.z = 1 end)
try(function() up[1] = 2 end)
