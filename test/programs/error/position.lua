local function f()
  local x = nil
  return x.y
end
print(pcall(f)) -- expect: false	position.lua:3: attempt to index local 'x' (a nil value)
print(pcall(function() -- expect: false	position.lua:9: attempt to index field 'a' (a nil value)
  local t = {}
  t.a
    .b
    .c = 1
end))
print(pcall(function() -- expect: false	position.lua:13: multi
  error(
    "multi"
  )
end))
print(pcall(function() -- expect: false	position.lua:20: attempt to perform arithmetic on a nil value
  local a = 1
    +
    nil
end))
print(pcall(function() -- expect: false	position.lua:25: attempt to concatenate a table value
  return "a" ..
    {} ..
    "b"
end))
print(pcall(function() -- expect: false	position.lua:29: attempt to perform arithmetic on a nil value
  print(1,
    nil + 1,
    2)
end))
print(pcall(function() -- expect: false	position.lua:34: attempt to call global 'glob' (a nil value)
  glob
  {
    1
  }
end))
print(pcall(function() -- expect: false	position.lua:40: attempt to compare number with table
  for i = 1, 2 do
    local x = i < {}
  end
end))
