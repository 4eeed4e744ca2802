-- A level reaches as far as calls go, through recursion and lost tail calls.
local function deep(n, level)
  if n == 0 then
    error("deep", level)
  end
  deep(n - 1, level)
  return 1
end
for level = 1, 7 do
  print(level, pcall(deep, 5, level))
end
print(pcall(deep, 150, 140))
local function raise(level) error("tail", level) end
local function tail(level) return raise(level) end
local function twice(level) return tail(level) end
local function outer(level)
  twice(level)
end
for level = 1, 5 do
  print(level, pcall(outer, level))
end
local function tailError(level) return error("builtin", level) end
for level = 1, 4 do
  print(level, pcall(function()
    tailError(level)
    return 1
  end))
end
-- expect: 1	false	level-deep.lua:4: deep
-- expect: 2	false	level-deep.lua:6: deep
-- expect: 3	false	level-deep.lua:6: deep
-- expect: 4	false	level-deep.lua:6: deep
-- expect: 5	false	level-deep.lua:6: deep
-- expect: 6	false	level-deep.lua:6: deep
-- expect: 7	false	deep
-- expect: false	level-deep.lua:6: deep
-- expect: 1	false	level-deep.lua:13: tail
-- expect: 2	false	tail
-- expect: 3	false	tail
-- expect: 4	false	level-deep.lua:17: tail
-- expect: 5	false	tail
-- expect: 1	false	level-deep.lua:22: builtin
-- expect: 2	false	level-deep.lua:25: builtin
-- expect: 3	false	builtin
-- expect: 4	false	level-deep.lua:24: builtin
