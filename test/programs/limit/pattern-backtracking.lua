-- Patterns that backtrack over every way to match finish as fast as the matcher's C.
local s = ("a"):rep(25)
print(s:find(("a-"):rep(6) .. "b")) print(s:find(("a*"):rep(5) .. "b")) print(s:match("^(a-)(a-)(a-)(a-)b$")) print(s:gsub(("a?"):rep(12) .. "b", "")) print((("x"):rep(300)):find(".-.-b")) print((" "):rep(5000):match("^%s*$") ~= nil, (" "):rep(2000):find("%s+$x")) -- expect: nil
-- expect: nil
-- expect: nil
-- expect: aaaaaaaaaaaaaaaaaaaaaaaaa	0
-- expect: nil
-- expect: true	nil
