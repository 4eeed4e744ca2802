-- The handler of an xpcall stands on top of what has failed: the levels of `error` go on there.
local function levels(most)
  local lines = {}
  for level = 1, most do
    local _, message = pcall(error, "x", level)
    lines[level] = string.match(message, ":(%d+):") or "-"
  end
  return table.concat(lines, " ")
end
local function handler() return levels(6) end
local function inner()
  local none = nil
  return none.field
end
local function body()
  local value = inner()
  return value
end
print(select(2, xpcall(body, handler))) -- expect: - 5 - 13 16 -
local function raises() error("by a builtin") end
print(select(2, xpcall(raises, handler))) -- expect: - 5 - - 20 -
local function outer()
  local _, message = xpcall(raises, function()
    local _, within = xpcall(inner, handler)
    return within
  end)
  return message
end
print(outer()) -- expect: - 5 - 13 - 24
local function failsOnce(message)
  if string.find(message, "again") then return levels(6) end
  error("again")
end
print(select(2, xpcall(raises, failsOnce))) -- expect: - 5 - - 32 -
