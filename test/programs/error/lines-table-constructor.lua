-- Errors in a table constructor are at the line of the field.
print(pcall(function() -- expect: false	lines-table-constructor.lua:5: attempt to perform arithmetic on a nil value
  return {
    1,
    nil + 1,
    3
  }
end))
print(pcall(function() -- expect: false	lines-table-constructor.lua:12: attempt to concatenate a nil value
  local t = {
    x = 1,
    y = nil .. "",
  }
end))
print(pcall(function() -- expect: false	lines-table-constructor.lua:17: table index is nil
  local t = {
    [nil] = 1,
  }
end))
