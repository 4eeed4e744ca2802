-- A source of a megabyte in one string, one comment, one name, one number.
local big = ("a"):rep(1000000)
print(#loadstring("return '" .. big .. "'")(), loadstring("--[[" .. big .. "]] return 1")(), loadstring("--" .. big .. "\nreturn 2")(), loadstring("local " .. big .. " = 3 return " .. big)(), loadstring("return " .. ("1"):rep(1000000))()) print(#select(2, loadstring("x = " .. big .. " " .. big, "=s")) < 1100000) print(select(2, loadstring(("\n"):rep(1000000) .. "x", "=s"))) -- expect: 1000000	1	2	3	inf
-- expect: true
-- expect: s:1000001: '=' expected near '<eof>'
