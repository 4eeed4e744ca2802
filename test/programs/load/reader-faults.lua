-- A reader that gives no string, or fails, makes load give nil and the message.
print(load(function() return {} end)) -- expect: nil	reader-faults.lua:2: reader function must return a string
print(load(function() return true end)) -- expect: nil	reader-faults.lua:3: reader function must return a string
print(load(function() error("reader failed") end)) -- expect: nil	reader-faults.lua:4: reader failed
print(load(function() error("plain", 0) end)) -- expect: nil	plain
print(load(function() error({}) end) == nil) -- expect: true
print(pcall(load)) print(pcall(load, "x")) print(pcall(load, nil)) print(pcall(load, function() end, {})) -- expect: false	bad argument #1 to '?' (function expected, got no value)
-- expect: false	bad argument #1 to '?' (function expected, got string)
-- expect: false	bad argument #1 to '?' (function expected, got nil)
-- expect: false	bad argument #2 to '?' (string expected, got table)
local n = 0
print(load(function() n = n + 1 if n > 1 then return nil end return "return" end) ~= nil, n) -- expect: true	2
