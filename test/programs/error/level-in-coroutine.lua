-- In a coroutine the levels end at its body; tail calls and metamethods count as elsewhere.
local raise = error
local function thrower(level) raise("m", level) end
local function at(level)
  thrower(level)
end
local function tail(level) return at(level) end
for level = 1, 5 do
  print(level, coroutine.resume(coroutine.create(function()
    at(level)
  end)))
  print(level, coroutine.resume(coroutine.create(function()
    tail(level)
  end)))
  print(level, coroutine.resume(coroutine.create(function()
    coroutine.yield()
  end)))
  print(level, coroutine.resume(coroutine.create(function()
    return raise("direct", level)
  end)))
  print(level, coroutine.resume(coroutine.create(function()
    local t = setmetatable({}, { __index = function()
      at(level)
    end })
    return t.x
  end)))
end
-- expect: 1	false	level-in-coroutine.lua:3: m
-- expect: 1	false	level-in-coroutine.lua:3: m
-- expect: 1	true
-- expect: 1	false	level-in-coroutine.lua:19: direct
-- expect: 1	false	level-in-coroutine.lua:3: m
-- expect: 2	false	level-in-coroutine.lua:5: m
-- expect: 2	false	level-in-coroutine.lua:5: m
-- expect: 2	true
-- expect: 2	false	direct
-- expect: 2	false	level-in-coroutine.lua:5: m
-- expect: 3	false	level-in-coroutine.lua:10: m
-- expect: 3	false	m
-- expect: 3	true
-- expect: 3	false	direct
-- expect: 3	false	level-in-coroutine.lua:23: m
-- expect: 4	false	m
-- expect: 4	false	level-in-coroutine.lua:13: m
-- expect: 4	true
-- expect: 4	false	direct
-- expect: 4	false	level-in-coroutine.lua:25: m
-- expect: 5	false	m
-- expect: 5	false	m
-- expect: 5	true
-- expect: 5	false	direct
-- expect: 5	false	m
