-- Left associative chains are no nesting: thousands of terms compile.
local function try(op, n) local f, m = loadstring("local a = 1 return a" .. (op .. "a"):rep(n), "=s") return f and tostring(f()) or m end
print(try("+", 2000), try("*", 2000), try(" and ", 3000), try(" or ", 3000), try("==", 3)) -- expect: 2001	1	1	1	false
local f = loadstring("local t = {} t.t = t return t" .. (".t"):rep(3000)) print(type(f())) -- expect: table
local g = loadstring("local function f() return f end f = f or 1 return 1" .. ("+1"):rep(5000)) print(g()) -- expect: 5001
