-- An assignment has as many targets as there are levels left.
local function try(n) local f, m = loadstring("local a a" .. (",a"):rep(n) .. " = 1 return 'ok'", "=s") return f and f() or (m:gsub("than %d+", "than N")) end
print(try(100), try(190)) print(try(250)) print(try(100000)) -- expect: ok	ok
-- expect: s:1: main function has more than N variables in assignment
-- expect: s:1: main function has more than N variables in assignment
