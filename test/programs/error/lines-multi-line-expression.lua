-- An operator over several lines is at the line of its second operand's end.
print(pcall(function() -- expect: false	lines-multi-line-expression.lua:5: attempt to perform arithmetic on a table value
  local a = 1
    + 2
    + {}
    + 3
end))
print(pcall(function() -- expect: false	lines-multi-line-expression.lua:12: attempt to concatenate a nil value
  return nil
    ..
    "x"
    .. "y"
end))
print(pcall(function() -- expect: false	lines-multi-line-expression.lua:18: attempt to compare number with table
  local x = 1
  return x
    <
    {}
end))
print(pcall(function() -- expect: false	lines-multi-line-expression.lua:23: attempt to perform arithmetic on a table value
  return -
    -
    {}
end))
print(pcall(function() -- expect: false	lines-multi-line-expression.lua:28: attempt to index local 't' (a nil value)
  local t
  return t
    .a
    .b
end))
