-- The compiler's limits: locals, upvalues, nesting, registers.
local function build(n, item, sep) local t = {} for i = 1, n do t[i] = item:gsub("#", tostring(i)) end return table.concat(t, sep) end
local function try(s) local f, e = loadstring(s, "=s") print(f and "ok" or e) end -- expect: ok
-- expect: s:1: main function has more than 200 local variables
-- expect: s:1: '=' expected near 'a3local'
-- expect: s:1: function at line 1 has more than 60 upvalues
-- expect: ok
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: function or expression too complex near '251'
-- expect: ok
-- expect: s:1: chunk has too many syntax levels
-- expect: s:1: chunk has too many syntax levels
try("local " .. build(200, "a#", ",")) try("local " .. build(201, "a#", ","))
try(build(60, "local a#") .. " return function() return " .. build(60, "a#", "+") .. " end")
try(build(61, "local a# ", "") .. " return function() return " .. build(61, "a#", "+") .. " end")
try("return " .. ("("):rep(190) .. "1" .. (")"):rep(190)) try("return " .. ("("):rep(300) .. "1" .. (")"):rep(300))
try("x = " .. ("{"):rep(300) .. ("}"):rep(300))
try("return " .. build(300, "#", ",")) try("x = {" .. build(1000, "#", ",") .. "}")
try("return " .. build(300, "\"k#\"", ".."))
try(("do "):rep(250) .. ("end "):rep(250))
