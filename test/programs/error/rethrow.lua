-- A message that is raised again gets no second position when the level is 0.
local ok, message = pcall(function() error("first") end)
print(pcall(function() error(message, 0) end)) -- expect: false	rethrow.lua:2: first
print(pcall(function() error(message) end)) -- expect: false	rethrow.lua:4: rethrow.lua:2: first
print(pcall(function() error(message, 2) end)) -- expect: false	rethrow.lua:2: first
local nested = {pcall(pcall, error, "x")}
print(unpack(nested)) -- expect: true	false	x
print(pcall(pcall, pcall, error, "y")) -- expect: true	true	false	y
