-- A handler that fails gives "error in error handling", or its own result where it recovers.
print(xpcall(function() error("a") end, function() error("b") end)) -- expect: false	error in error handling
print(xpcall(function() error("a") end, nil)) -- expect: false	error in error handling
print(xpcall(function() error("a") end, 5)) -- expect: false	error in error handling
local calls = 0
print(xpcall(function() error("a") end, function(m) calls = calls + 1 if calls < 3 then error("again", 0) end return m end)) -- expect: false	again
print(calls) -- expect: 3
