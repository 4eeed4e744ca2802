-- The three expressions of a numeric for are evaluated once, in order, and converted to numbers.
local log = {}
local function say(x) log[#log + 1] = tostring(x) return x end
for i = say(1), say("3"), say(1) do log[#log + 1] = "i" .. i end
print(table.concat(log, " ")) -- expect: 1 3 1 i1 i2 i3
for i = "10", 12 do print(i, type(i)) end -- expect: 10	number
-- expect: 11	number
-- expect: 12	number
