-- __gc and __mode may stand in a metatable; a table does nothing with __gc, and reachable entries stay.
local called = false
do local t = setmetatable({}, {__gc = function() called = true end}) end
collectgarbage()
print(called) -- expect: false
local key = {}
local weak = setmetatable({[key] = "kept", x = "string"}, {__mode = "kv"})
collectgarbage()
print(weak[key], weak.x) -- expect: kept	string
