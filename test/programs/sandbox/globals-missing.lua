-- Reading a global that is not there is an error that names it.
-- server: stock globals are plain nil
print(pcall(function() return undefined end)) -- expect: false	globals-missing.lua:3: Script attempted to access nonexistent global variable 'undefined'
print(pcall(function() undefined() end)) -- expect: false	globals-missing.lua:4: Script attempted to access nonexistent global variable 'undefined'
print(pcall(function() return undefined.field end)) -- expect: false	globals-missing.lua:5: Script attempted to access nonexistent global variable 'undefined'
print(pcall(function() if undefined then end end)) -- expect: false	globals-missing.lua:6: Script attempted to access nonexistent global variable 'undefined'
print(rawget(_G, "undefined")) -- expect: nil
print(pcall(function() return _G[1] end)) print(pcall(function() return _G.x end)) print(pcall(function() return _G[true] end)) print(pcall(function() return _G[{}] end)) print(pcall(function() return _G[0.5] end)) -- expect: false	globals-missing.lua:8: Script attempted to access nonexistent global variable '1'
-- expect: false	globals-missing.lua:8: Script attempted to access nonexistent global variable 'x'
-- expect: false	globals-missing.lua:8: Second argument to luaProtectedTableError must be a string or number
-- expect: false	globals-missing.lua:8: Second argument to luaProtectedTableError must be a string or number
-- expect: false	globals-missing.lua:8: Script attempted to access nonexistent global variable '0.5'
