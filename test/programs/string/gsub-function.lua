-- gsub with a function: nil and false keep the match, a number becomes text, other values are errors.
print(("hello"):gsub("l", string.upper)) print(("abc"):gsub("%w", function(c) if c == "b" then return nil end return c:byte() end)) print(("abc"):gsub("b", function() return false end)) print(("abc"):gsub("(a)(b)", function(x, y) return y .. x end)) print(("abc"):gsub("()", function(p) return p end)) print(("abc"):gsub("b", function() return "x", "y" end)) print(("abc"):gsub("b", function() end)) -- expect: heLLo	2
-- expect: 97b99	3
-- expect: abc	1
-- expect: bac	1
-- expect: 1a2b3c4	4
-- expect: axc	1
-- expect: abc	1
print(pcall(string.gsub, "abc", "b", function() return {} end)) print(pcall(string.gsub, "abc", "b", function() return true end)) print(pcall(string.gsub, "abc", "b", function() error("inside", 0) end)) print(pcall(function() return ("abc"):gsub("b", function(c) return c + 1 end) end)) -- expect: false	invalid replacement value (a table)
-- expect: false	invalid replacement value (a boolean)
-- expect: false	inside
-- expect: false	gsub-function.lua:9: attempt to perform arithmetic on local 'c' (a string value)
