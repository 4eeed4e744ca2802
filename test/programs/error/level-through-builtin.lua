-- A builtin between has no position; error called by pcall itself has none either.
print(pcall(error, "a")) -- expect: false	a
print(pcall(error, "b", 1)) -- expect: false	b
print(pcall(error, "c", 2)) -- expect: false	level-through-builtin.lua:4: c
print(pcall(error)) -- expect: false	nil
print(pcall(error, nil, 2)) -- expect: false	nil
local function inner() error("from inner", 2) end
print(pcall(inner)) -- expect: false	from inner
print(pcall(function() table.foreach({1}, function() error("in foreach", 2) end) end)) -- expect: false	in foreach
print(pcall(function() string.gsub("x", "x", function() error("in gsub", 2) end) end)) -- expect: false	in gsub
print(pcall(function() table.sort({1, 2}, function() error("in sort", 2) end) end)) -- expect: false	in sort
