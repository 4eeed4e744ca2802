-- __concat is asked when an operand is no string or number; numbers count as strings.
local m = {__concat = function(a, b) return (type(a) == "table" and "T" or a) .. "|" .. (type(b) == "table" and "T" or b) end}
local t = setmetatable({}, m)
print(t .. "x", "x" .. t, t .. 1, 1 .. t, t .. t) -- expect: T|x	x|T	T|1	1|T	T|T
print("a" .. "b" .. t, t .. "a" .. "b", "a" .. t .. "b", 1 .. 2 .. t) -- expect: ab|T	T|ab	aT|b	12|T
print(pcall(function() return t .. nil end)) -- expect: false	concat-events.lua:2: attempt to concatenate local 'b' (a nil value)
print(pcall(function() return {} .. "x" end)) -- expect: false	concat-events.lua:7: attempt to concatenate a table value
