-- and and or evaluate their right side only when needed, and give the value that decided.
local log = {}
local function say(name, value) log[#log + 1] = name return value end
local r = say("a", nil) and say("b", 1) or say("c", false) or say("d", 7)
print(r, table.concat(log, " ")) -- expect: 7	a c d
print(nil and error("no"), false or "x", 0 and "zero is true", "" and "empty is true", nil == false) -- expect: nil	x	zero is true	empty is true	false
