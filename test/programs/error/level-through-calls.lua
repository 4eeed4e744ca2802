-- Builtins that call back are levels without a place; metamethods and iterators are called by the code itself.
local raise = error
local function thrower(level) raise("m", level) end
local function at(level)
  thrower(level)
end
local object = setmetatable({}, {
  __index = function(_, level)
    at(level)
  end,
  __lt = function(a, b)
    at(a.level)
  end,
  __tostring = function(self)
    at(self.level)
  end,
  __call = function(self, level)
    at(level)
    return 1
  end,
})
for level = 2, 6 do
  rawset(object, "level", level)
  print(level, pcall(function()
    string.gsub("x", "x", function()
      at(level)
    end)
  end))
  print(level, pcall(function()
    table.sort({ 1, 2 }, function()
      at(level)
    end)
  end))
  print(level, pcall(function()
    table.foreach({ 1 }, function()
      at(level)
    end)
  end))
  print(level, pcall(function()
    for _ in function()
      at(level)
    end do end
  end))
  print(level, pcall(function()
    local _ = object[level]
  end))
  print(level, pcall(function()
    local _ = object < object
  end))
  print(level, pcall(function()
    local text = tostring(object)
  end))
  print(level, pcall(function()
    return tostring(object)
  end))
  print(level, pcall(function()
    local x = object(level)
  end))
  print(level, pcall(function()
    table.sort({ object, object, object })
  end))
  print(level, pcall(function()
    string.gsub(tostring(level), "%d", setmetatable({}, { __index = function(_, key)
      at(tonumber(key))
    end }))
  end))
  print(level, pcall(function()
    loadstring("local f, level = ...\nf(level)", "=inner")(at, level)
  end))
  print(level, pcall(pcall, at, level))
end
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	false	level-through-calls.lua:5: m
-- expect: 2	true	false	level-through-calls.lua:5: m
-- expect: 3	false	level-through-calls.lua:26: m
-- expect: 3	false	level-through-calls.lua:31: m
-- expect: 3	false	level-through-calls.lua:36: m
-- expect: 3	false	level-through-calls.lua:41: m
-- expect: 3	false	level-through-calls.lua:9: m
-- expect: 3	false	level-through-calls.lua:12: m
-- expect: 3	false	level-through-calls.lua:15: m
-- expect: 3	false	level-through-calls.lua:15: m
-- expect: 3	false	level-through-calls.lua:18: m
-- expect: 3	false	level-through-calls.lua:12: m
-- expect: 3	false	level-through-calls.lua:64: m
-- expect: 3	false	inner:2: m
-- expect: 3	true	false	m
-- expect: 4	false	m
-- expect: 4	false	m
-- expect: 4	false	m
-- expect: 4	false	level-through-calls.lua:40: m
-- expect: 4	false	level-through-calls.lua:45: m
-- expect: 4	false	level-through-calls.lua:48: m
-- expect: 4	false	m
-- expect: 4	false	m
-- expect: 4	false	level-through-calls.lua:57: m
-- expect: 4	false	m
-- expect: 4	false	m
-- expect: 4	false	level-through-calls.lua:68: m
-- expect: 4	true	false	m
-- expect: 5	false	level-through-calls.lua:25: m
-- expect: 5	false	level-through-calls.lua:30: m
-- expect: 5	false	level-through-calls.lua:35: m
-- expect: 5	false	m
-- expect: 5	false	m
-- expect: 5	false	m
-- expect: 5	false	level-through-calls.lua:51: m
-- expect: 5	false	level-through-calls.lua:54: m
-- expect: 5	false	m
-- expect: 5	false	level-through-calls.lua:60: m
-- expect: 5	false	level-through-calls.lua:63: m
-- expect: 5	false	m
-- expect: 5	true	false	level-through-calls.lua:70: m
-- expect: 6	false	m
-- expect: 6	false	m
-- expect: 6	false	m
-- expect: 6	false	level-through-calls.lua:39: m
-- expect: 6	false	level-through-calls.lua:44: m
-- expect: 6	false	level-through-calls.lua:47: m
-- expect: 6	false	m
-- expect: 6	false	m
-- expect: 6	false	level-through-calls.lua:56: m
-- expect: 6	false	m
-- expect: 6	false	m
-- expect: 6	false	level-through-calls.lua:67: m
-- expect: 6	true	false	m
