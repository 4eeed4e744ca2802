-- A level past the last call has no position, nor has one below 1.
local function raise(level) error("m", level) end
print(pcall(raise, 100)) print(pcall(raise, 1000000)) print(pcall(raise, -1)) print(pcall(raise, -100)) print(pcall(raise, "0")) print(pcall(raise, 1.9)) print(pcall(raise, 2^32 + 1)) -- expect: false	m
-- expect: false	m
-- expect: false	m
-- expect: false	m
-- expect: false	m
-- expect: false	level-beyond.lua:2: m
-- expect: false	level-beyond.lua:2: m
