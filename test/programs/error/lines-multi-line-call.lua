-- A call over several lines is at the line of its opening parenthesis, its arguments at their own.
print(pcall(function() -- expect: false	lines-multi-line-call.lua:3: ab
  error(
    "a"
    .. "b"
  )
end))
print(pcall(function() -- expect: false	lines-multi-line-call.lua:10: bad argument #2 to 'rep' (number expected, got nil)
  local x = string
    .rep(
      "x",
      nil
    )
end))
print(pcall(function() -- expect: false	lines-multi-line-call.lua:17: attempt to concatenate a nil value
  string.rep("x",
    nil .. "y",
    3)
end))
print(pcall(function() -- expect: false	lines-multi-line-call.lua:24: attempt to index field 'x' (a nil value)
  local t = {}
  t
  .x
  .y(
  )
end))
