-- error's level says whose position is put before the message: 1 the caller, 2 its caller, 0 nobody's.
local function at(level) error("msg", level) end
local function middle(level)
  at(level)
end
print(pcall(at, 0)) -- expect: false	msg
print(pcall(at, 1)) -- expect: false	level-positions.lua:2: msg
print(pcall(middle, 1)) -- expect: false	level-positions.lua:2: msg
print(pcall(middle, 2)) -- expect: false	level-positions.lua:4: msg
print(pcall(at, 2)) -- expect: false	msg
print(pcall(middle, 0)) -- expect: false	msg
