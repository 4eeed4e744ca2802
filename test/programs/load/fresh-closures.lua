-- Each call of loadstring makes a new function with upvalues of its own; chunks see globals, not locals.
local x = "local"
local a, b = loadstring("local n = 0 return function() n = n + 1 return n end"), nil
local f, g = a(), a()
print(f(), f(), g()) -- expect: 1	2	1
print(loadstring("return 1") == loadstring("return 1")) -- expect: false
print(loadstring("return rawget(_G, 'x')")()) -- expect: nil
