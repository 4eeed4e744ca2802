-- A builtin is named in messages as the calling code calls it: local, upvalue, field, global or method.
local rep = string.rep
local lib = {deep = {sub = string.sub}}
print(pcall(function() local r = string.rep r() end)) -- expect: false	argument-name-local.lua:4: bad argument #1 to 'r' (string expected, got no value)
print(pcall(function() rep() end)) -- expect: false	argument-name-local.lua:5: bad argument #1 to 'rep' (string expected, got no value)
print(pcall(function() string.rep() end)) -- expect: false	argument-name-local.lua:6: bad argument #1 to 'rep' (string expected, got no value)
print(pcall(function() lib.deep.sub() end)) -- expect: false	argument-name-local.lua:7: bad argument #1 to 'sub' (string expected, got no value)
print(pcall(function() tostring() end)) -- expect: false	argument-name-local.lua:8: bad argument #1 to 'tostring' (value expected)
print(pcall(function() ("x"):rep() end)) -- expect: false	argument-name-local.lua:9: bad argument #1 to 'rep' (number expected, got no value)
print(pcall(function() lib["deep"]["sub"]() end)) -- expect: false	argument-name-local.lua:10: bad argument #1 to 'sub' (string expected, got no value)
print(pcall(function() local k = "deep" lib[k].sub() end)) -- expect: false	argument-name-local.lua:11: bad argument #1 to 'sub' (string expected, got no value)
print(pcall(function() local k = "sub" lib.deep[k]() end)) -- expect: false	argument-name-local.lua:12: bad argument #1 to '?' (string expected, got no value)
print(pcall(function() local list = {string.rep} list[1]() end)) -- expect: false	argument-name-local.lua:13: bad argument #1 to '?' (string expected, got no value)
print(pcall(function() (string.rep)() end)) -- expect: false	argument-name-local.lua:14: bad argument #1 to 'rep' (string expected, got no value)
print(pcall(function() (function() return string.rep end)()() end)) -- expect: false	argument-name-local.lua:15: bad argument #1 to '?' (string expected, got no value)
