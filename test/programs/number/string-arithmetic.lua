-- Strings that read as numbers take part in arithmetic; the result is a number.
print("10" + 1, "0x10" + 0, " 3 " * "4", "1e1" - 0, -"2", "2" ^ "3", "7" % "4", "10" / "4") -- expect: 11	16	12	10	-2	8	3	2.5
print(type("10" + 1), "5" + 5 == 10, 10 .. "", type(10 .. "")) -- expect: number	true	10	string
print(pcall(function() return "abc" + 1 end)) -- expect: false	string-arithmetic.lua:4: attempt to perform arithmetic on a string value
print(pcall(function() return "" + 1 end)) -- expect: false	string-arithmetic.lua:5: attempt to perform arithmetic on a string value
print(pcall(function() return "1 2" + 1 end)) -- expect: false	string-arithmetic.lua:6: attempt to perform arithmetic on a string value
print(pcall(function() return {} + 1 end)) -- expect: false	string-arithmetic.lua:7: attempt to perform arithmetic on a table value
print(pcall(function() return -"x" end)) -- expect: false	string-arithmetic.lua:8: attempt to perform arithmetic on a string value
