-- Generic for over ipairs, pairs and functions.
local t = {10, 20, 30}
for i, v in ipairs(t) do print(i, v) end -- expect: 1	10
-- expect: 2	20
-- expect: 3	30
for k, v in pairs({x = 1}) do print(k, v) end -- expect: x	1
for k, v in next, {5} do print(k, v) end -- expect: 1	5
for k in pairs({5}) do print(k) end -- expect: 1
local function iter(s, c) if c < s then return c + 1, c * 2, "z" end end
for a, b, c, d in iter, 3, 0 do print(a, b, c, d) end -- expect: 1	0	z	nil
-- expect: 2	2	z	nil
-- expect: 3	4	z	nil
local n = 0
for w in function() n = n + 1 if n < 4 then return n end end do print(w) end -- expect: 1
-- expect: 2
-- expect: 3
print(pcall(function() for x in nil do end end)) -- expect: false	generic-for.lua:17: attempt to call a nil value
print(pcall(function() for x in 5 do end end)) -- expect: false	generic-for.lua:18: attempt to call a number value
print(pcall(function() for x in pairs(nil) do end end)) -- expect: false	generic-for.lua:19: bad argument #1 to 'pairs' (table expected, got nil)
print(pcall(function() for x in ipairs() do end end)) -- expect: false	generic-for.lua:20: bad argument #1 to 'ipairs' (table expected, got no value)
local callable = setmetatable({}, {__call = function(self, s, c) if (c or 0) < 2 then return (c or 0) + 1 end end})
for i in callable do print(i) end -- expect: 1
-- expect: 2
for i, v in ipairs({1, nil, 3}) do print(i, v) end -- expect: 1	1
