-- A local becomes visible after its statement; local function is visible in itself.
local x = 1
local x = x + 1
print(x) -- expect: 2
local f = function() return type(f) end
f = loadstring("local f = function() return f end return f")()
print(rawget(_G, "f"), type(f)) -- expect: nil	function
local function g(n) return n == 0 and "base" or g(n - 1) end
print(g(3)) -- expect: base
do local x = x * 10 print(x) end -- expect: 20
print(x) -- expect: 2
