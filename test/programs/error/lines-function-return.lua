-- A call in a return statement is at its own line.
local function fail() error("here", 2) end
print(pcall(function() -- expect: false	lines-function-return.lua:4: here
  local x = fail(
  )
  return x
end))
print(pcall(function() -- expect: false	lines-function-return.lua:10: here
  return 1,
    fail(),
    2
end))
print(pcall(function() -- expect: false	lines-function-return.lua:15: here
  return (
    fail()
  )
end))
