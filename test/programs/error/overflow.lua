-- Endless recursion of functions and metamethods, and loops of __index.
local function f(n) return 1 + f(n + 1) end
print(pcall(f, 1)) -- expect: false	overflow.lua:2: stack overflow
local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k + 1] end
print(pcall(function() return t[1] end)) -- expect: false	overflow.lua:4: C stack overflow
local loop = {} setmetatable(loop, {__index = loop}) print(pcall(function() return loop.x end)) print(pcall(function() setmetatable(loop, {__newindex = loop}) loop.x = 1 end)) -- expect: false	overflow.lua:6: loop in gettable
-- expect: false	overflow.lua:6: loop in settable
