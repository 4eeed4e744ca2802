-- ipairs and next read a table without its metamethods.
local t = setmetatable({1, 2, nil, 4}, {__index = function(_, k) return k * 10 end})
for i, v in ipairs(t) do print(i, v) end -- expect: 1	1
-- expect: 2	2
print(t[3], next(t), #t) -- expect: 30	1	4
