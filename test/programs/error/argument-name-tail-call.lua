-- A builtin in a tail call has no name.
print(pcall(function() return string.rep() end)) -- expect: false	argument-name-tail-call.lua:2: bad argument #1 to 'rep' (string expected, got no value)
print(pcall(function() local rep = string.rep return rep() end)) -- expect: false	argument-name-tail-call.lua:3: bad argument #1 to 'rep' (string expected, got no value)
print(pcall(function() return (string.rep()) end)) -- expect: false	argument-name-tail-call.lua:4: bad argument #1 to 'rep' (string expected, got no value)
print(pcall(function() return ("x"):rep() end)) -- expect: false	argument-name-tail-call.lua:5: bad argument #1 to 'rep' (number expected, got no value)
print(pcall(function() return setmetatable(1) end)) -- expect: false	argument-name-tail-call.lua:6: bad argument #1 to 'setmetatable' (table expected, got number)
