-- Table constructors nest as deep as any syntax.
local function try(n) local f, m = loadstring("return " .. ("{"):rep(n) .. ("}"):rep(n), "=s") return f and type(f()) or m end
print(try(100)) print(try(190)) print(try(250)) print(try(1000000)) -- expect: table
-- expect: table
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
print(select(2, loadstring("x = " .. ("{"):rep(1000000), "=s"))) -- expect: s:1: chunk has too many syntax levels
