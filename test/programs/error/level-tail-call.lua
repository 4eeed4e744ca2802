-- A tail call loses the caller's place: level 2 then has no position.
local function raise() error("tail", 2) end
local function tail() return raise() end
local function plain()
  raise()
end
print(pcall(tail)) -- expect: false	tail
print(pcall(plain)) -- expect: false	level-tail-call.lua:5: tail
print(pcall(function() tail() end)) -- expect: false	tail
