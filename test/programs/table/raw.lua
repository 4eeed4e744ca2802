-- rawget, rawset and rawequal beside metamethods.
local t = setmetatable({}, {__index = function() return "i" end, __newindex = function(t, k, v) rawset(t, k, v .. "!") end, __len = function() return 99 end})
print(t.x, rawget(t, "x")) t.y = "v" print(rawget(t, "y")) rawset(t, "z", 1) print(t.z) print(#t, rawequal(t, t), rawequal({}, {})) -- expect: i	nil
-- expect: v!
-- expect: 1
-- expect: 0	true	false
print(pcall(rawset, {}, nil, 1)) print(pcall(rawset, {}, 0/0, 1)) print(rawset({}, 1, 2)[1]) print(rawget({}, nil)) -- expect: false	table index is nil
-- expect: false	table index is NaN
-- expect: 2
-- expect: nil
print(rawequal(1, 1), rawequal("a", "a"), rawequal(1, "1")) -- expect: true	true	false
