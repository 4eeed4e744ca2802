-- Functions within functions, as expressions and as statements.
local function try(n) local f, m = loadstring("return " .. ("function() return "):rep(n) .. "1" .. (" end"):rep(n), "=s") return f and type(f()) or m end
print(try(60)) print(try(300)) print(try(100000)) -- expect: function
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
local function nested(n) local f, m = loadstring(("local function f() "):rep(n) .. (" end"):rep(n), "=s") return f and "ok" or m end
print(nested(60)) print(nested(300)) print(nested(100000)) -- expect: ok
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
