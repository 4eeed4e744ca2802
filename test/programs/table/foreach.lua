-- foreach and foreachi stop at the first result that is not nil, and give it.
local function show(t) local r = {} table.foreach(t, function(k, v) r[#r + 1] = tostring(k) .. "=" .. tostring(v) end) return table.concat(r, " ") end
print(show{1, 2, x = 3}, show{}) -- expect: 1=1 2=2 x=3	
print(table.foreach({1, 2, 3}, function(k, v) if v == 2 then return "found", "dropped" end end), table.foreach({1}, function() return false end)) -- expect: found	false
local r = {} table.foreachi({"a", "b", nil, "d"}, function(i, v) r[#r + 1] = i .. tostring(v) end) print(table.concat(r, " ")) -- expect: 1a 2b 3nil 4d
print(table.foreachi({5, 6}, function(i, v) return v end)) print(pcall(table.foreach, {})) print(pcall(table.foreachi, {}, {})) print(pcall(table.foreach, 1, print)) -- expect: 5
-- expect: false	bad argument #2 to '?' (function expected, got no value)
-- expect: false	bad argument #2 to '?' (function expected, got table)
-- expect: false	bad argument #1 to '?' (table expected, got number)
