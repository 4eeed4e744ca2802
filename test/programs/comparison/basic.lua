-- Comparison of numbers, strings and mixed types.
print(1 < 2, 2 <= 2, 3 > 4, 4 >= 5, 1 == 1, 1 ~= 1) -- expect: true	true	false	false	true	false
print("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "Z" < "a", "a\0b" < "a\0c", "a" <= "a") -- expect: true	false	true	true	true	true	true
print(1 == "1", nil == false, {} == {}, "x" == "x") -- expect: false	false	false	true
local t = {} print(t == t, t ~= t) -- expect: true	false
local nan = 0/0 print(nan == nan, nan ~= nan, nan < 1, nan > 1) -- expect: false	true	false	false
print(pcall(function() return 1 < "2" end)) -- expect: false	basic.lua:7: attempt to compare number with string
print(pcall(function() return {} < {} end)) -- expect: false	basic.lua:8: attempt to compare two table values
print(pcall(function() return nil < 1 end)) -- expect: false	basic.lua:9: attempt to compare nil with number
print(pcall(function() return true <= false end)) -- expect: false	basic.lua:10: attempt to compare two boolean values
print(pcall(function() return print < print end)) -- expect: false	basic.lua:11: attempt to compare two function values
print(pcall(function() return "a" >= 1 end)) -- expect: false	basic.lua:12: attempt to compare number with string
print("\200" > "z", "a\255" < "b") -- expect: true	true
