-- In a method call self is not counted, and a wrong self is told as such.
local object = {rep = string.rep, insert = table.insert, floor = math.floor}
print(pcall(function() object:rep(3) end)) -- expect: false	argument-method-self.lua:3: calling 'rep' on bad self (string expected, got table)
print(pcall(function() object:floor() end)) -- expect: false	argument-method-self.lua:4: calling 'floor' on bad self (number expected, got table)
print(pcall(function() ("x"):rep("y") end)) -- expect: false	argument-method-self.lua:5: bad argument #1 to 'rep' (number expected, got string)
print(pcall(function() ("x"):format() end)) -- expect: true
print(pcall(function() ("%d"):format("x") end)) -- expect: false	argument-method-self.lua:7: bad argument #1 to 'format' (number expected, got string)
print(pcall(function() ("%d %d"):format(1) end)) -- expect: false	argument-method-self.lua:8: bad argument #2 to 'format' (no value)
print(pcall(function() ("x"):gsub() end)) -- expect: false	argument-method-self.lua:9: bad argument #1 to 'gsub' (string expected, got no value)
print(pcall(function() ("x"):gsub("x") end)) -- expect: false	argument-method-self.lua:10: bad argument #2 to 'gsub' (string/function/table expected)
print(pcall(function() ("x"):gsub("x", true) end)) -- expect: false	argument-method-self.lua:11: bad argument #2 to 'gsub' (string/function/table expected)
print(pcall(function() ("x"):find() end)) -- expect: false	argument-method-self.lua:12: bad argument #1 to 'find' (string expected, got no value)
print(pcall(function() object.insert(1, 2) end)) -- expect: false	argument-method-self.lua:13: bad argument #1 to 'insert' (table expected, got number)
