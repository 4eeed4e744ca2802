-- Chains of unary operators end at the same limit.
local function try(op, n) local f, m = loadstring("local a = 1 return " .. op:rep(n) .. "a", "=s") return f and tostring(f()) or m end
print(try("not ", 100), try("- ", 100)) print(try("not ", 300)) print(try("- ", 300)) print(try("not ", 1000000)) print(try("- ", 1000000)) print(try("#", 1000000)) print(try("not -", 500000)) -- expect: true	1
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
