-- A break, a return and an error leave captured variables as they were.
local kept
for i = 1, 5 do local v = i * 2 kept = function() v = v + 1 return v end if i == 3 then break end end
print(kept(), kept()) -- expect: 7	8
local function early() for i = 1, 5 do local v = i if i == 2 then return function() return v end end end end
print(early()()) -- expect: 2
local f pcall(function() local v = "before" f = function() return v end v = "after" error() end)
print(f()) -- expect: after
repeat local z = "z" f = function() return z end until z
print(f()) -- expect: z
