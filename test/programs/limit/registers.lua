-- An expression that needs too many registers is too complex.
local function try(s) local f, m = loadstring(s, "=s") return f and "ok" or m end
print(try("return " .. ("a,"):rep(100) .. "a")) print(try("return " .. ("a,"):rep(248) .. "a")) print(try("return " .. ("a,"):rep(249) .. "a")) print(try("return " .. ("a,"):rep(300) .. "a")) print(try("f(" .. ("a,"):rep(300) .. "a)")) print(try("x = {" .. ("a,"):rep(3000) .. "a}")) -- expect: ok
-- expect: ok
-- expect: s:1: function or expression too complex near '<eof>'
-- expect: s:1: function or expression too complex near 'a'
-- expect: s:1: function or expression too complex near 'a'
-- expect: ok
print(try("return " .. ("a .. "):rep(180) .. "a")) print(try("return " .. ("a .. "):rep(300) .. "a")) -- expect: ok
-- expect: s:1: chunk has too many syntax levels
