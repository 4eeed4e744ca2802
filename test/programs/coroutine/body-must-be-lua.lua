-- A coroutine's body must be a Lua function.
print(pcall(coroutine.create, string.rep)) print(pcall(coroutine.wrap, pcall)) print(pcall(coroutine.create)) print(pcall(coroutine.create, {})) -- expect: false	bad argument #1 to '?' (Lua function expected)
-- expect: false	bad argument #1 to '?' (Lua function expected)
-- expect: false	bad argument #1 to '?' (Lua function expected)
-- expect: false	bad argument #1 to '?' (Lua function expected)
print(pcall(function() coroutine.create(coroutine.yield) end)) -- expect: false	body-must-be-lua.lua:6: bad argument #1 to 'create' (Lua function expected)
