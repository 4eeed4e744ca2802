-- A failed comparison names both types, or says two of a kind.
print(pcall(function() return 1 < "2" end)) -- expect: false	compare-names.lua:2: attempt to compare number with string
print(pcall(function() return "2" < 1 end)) -- expect: false	compare-names.lua:3: attempt to compare string with number
print(pcall(function() return {} < {} end)) -- expect: false	compare-names.lua:4: attempt to compare two table values
print(pcall(function() return nil < 1 end)) -- expect: false	compare-names.lua:5: attempt to compare nil with number
print(pcall(function() return nil > 1 end)) -- expect: false	compare-names.lua:6: attempt to compare number with nil
print(pcall(function() return true <= false end)) -- expect: false	compare-names.lua:7: attempt to compare two boolean values
print(pcall(function() return {} >= 1 end)) -- expect: false	compare-names.lua:8: attempt to compare number with table
print(pcall(function() return print < print end)) -- expect: false	compare-names.lua:9: attempt to compare two function values
print(pcall(function() return nil <= nil end)) -- expect: false	compare-names.lua:10: attempt to compare two nil values
print(pcall(function() return coroutine.create(function() end) < 1 end)) -- expect: false	compare-names.lua:11: attempt to compare thread with number
