-- A chain of .. is right associative, and so as deep as it is long.
local function try(n) local f, m = loadstring("return 'a'" .. (" .. 'a'"):rep(n), "=s") return f and #f() or m end
print(try(10)) print(try(150)) print(try(300)) print(try(1000000)) -- expect: 11
-- expect: 151
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
local function power(n) local f, m = loadstring("return 1" .. ("^1"):rep(n), "=s") return f and f() or m end
print(power(10)) print(power(150)) print(power(300)) print(power(1000000)) -- expect: 1
-- expect: 1
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
