print(1 < 2, 2 <= 2, 3 > 4, 4 >= 5, 1 == 1, 1 ~= 1)
print("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "Z" < "a", "a\0b" < "a\0c", "a" <= "a")
print(1 == "1", nil == false, {} == {}, "x" == "x")
local t = {} print(t == t, t ~= t)
local nan = 0/0 print(nan == nan, nan ~= nan, nan < 1, nan > 1)
print(pcall(function() return 1 < "2" end))
print(pcall(function() return {} < {} end))
print(pcall(function() return nil < 1 end))
print(pcall(function() return true <= false end))
print(pcall(function() return print < print end))
print(pcall(function() return "a" >= 1 end))
print("\200" > "z", "a\255" < "b")
-- expect: true	true	false	false	true	false
-- expect: true	false	true	true	true	true	true
-- expect: false	false	false	true
-- expect: true	false
-- expect: false	true	false	false
-- expect: false	basic.lua:6: attempt to compare number with string
-- expect: false	basic.lua:7: attempt to compare two table values
-- expect: false	basic.lua:8: attempt to compare nil with number
-- expect: false	basic.lua:9: attempt to compare two boolean values
-- expect: false	basic.lua:10: attempt to compare two function values
-- expect: false	basic.lua:11: attempt to compare number with string
-- expect: true	true
