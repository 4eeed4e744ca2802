local function f(n) return 1 + f(n + 1) end
print(pcall(f, 1))
local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k + 1] end
print(pcall(function() return t[1] end))
local loop = {} setmetatable(loop, {__index = loop}) print(pcall(function() return loop.x end)) print(pcall(function() setmetatable(loop, {__newindex = loop}) loop.x = 1 end))
-- expect: false	overflow.lua:1: stack overflow
-- expect: false	overflow.lua:3: C stack overflow
-- expect: false	overflow.lua:5: loop in gettable
-- expect: false	overflow.lua:5: loop in settable
