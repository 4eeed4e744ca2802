-- The line of an error in expressions over several lines.
local up
local function f()
  local x = nil
  return x.y
end
print(pcall(f)) -- expect: false	position.lua:5: attempt to index local 'x' (a nil value)
print(pcall(function() -- expect: false	position.lua:11: attempt to index field 'a' (a nil value)
  local t = {}
  t.a
    .b
    .c = 1
end))
print(pcall(function() -- expect: false	position.lua:15: multi
  error(
    "multi"
  )
end))
print(pcall(function() -- expect: false	position.lua:22: attempt to perform arithmetic on a nil value
  local a = 1
    +
    nil
end))
print(pcall(function() -- expect: false	position.lua:27: attempt to concatenate a table value
  return "a" ..
    {} ..
    "b"
end))
print(pcall(function() -- expect: false	position.lua:31: attempt to perform arithmetic on a nil value
  print(1,
    nil + 1,
    2)
end))
print(pcall(function() -- expect: false	position.lua:36: attempt to call upvalue 'up' (a nil value)
  up
  {
    1
  }
end))
print(pcall(function() -- expect: false	position.lua:42: attempt to compare number with table
  for i = 1, 2 do
    local x = i < {}
  end
end))
