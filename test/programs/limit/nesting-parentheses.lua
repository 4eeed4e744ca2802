-- Parentheses nest 200 deep at most; a million of them are one error.
local function try(n) local f, m = loadstring("return " .. ("("):rep(n) .. "1" .. (")"):rep(n), "=s") return f and f() or m end
print(try(100)) print(try(190)) print(try(250)) print(try(10000)) print(try(1000000)) -- expect: 1
-- expect: 1
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
print(select(2, loadstring("return " .. ("("):rep(1000000), "=s"))) -- expect: s:1: chunk has too many syntax levels
