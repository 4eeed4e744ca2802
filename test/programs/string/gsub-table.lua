-- gsub with a table: the first capture is the key, metamethods count, nil and false keep the match.
print(("hello world"):gsub("%w+", {hello = "HI", world = 5})) print(("$name $x"):gsub("%$(%w+)", {name = "Lua"})) print(("abc"):gsub("%w", {a = false, b = "B"})) print(("abc"):gsub("()", {"1st", "2nd"})) print(("abc"):gsub("%w", setmetatable({}, {__index = function(_, k) return k .. k end}))) print(pcall(string.gsub, "abc", "b", {b = true})) print(pcall(string.gsub, "abc", "b", {b = {}})) -- expect: HI 5	2
-- expect: Lua $x	2
-- expect: aBc	3
-- expect: 1sta2ndbc	4
-- expect: aabbcc	3
-- expect: false	invalid replacement value (a boolean)
-- expect: false	invalid replacement value (a table)
