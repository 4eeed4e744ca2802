-- Errors in conditions and loop heads are at their lines.
print(pcall(function() -- expect: false	lines-control.lua:4: attempt to compare number with table
  if
    1 < {}
  then
  end
end))
print(pcall(function() -- expect: false	lines-control.lua:10: attempt to perform arithmetic on a nil value
  while true do
    if nil + 1 then
      break
    end
  end
end))
print(pcall(function() -- expect: false	lines-control.lua:20: 'for' limit must be a number
  for i =
    1,
    {},
    2
  do end
end))
print(pcall(function() -- expect: false	lines-control.lua:24: bad argument #1 to 'pairs' (table expected, got nil)
  for k, v in
    pairs(
      nil
    )
  do end
end))
print(pcall(function() -- expect: false	lines-control.lua:33: attempt to compare number with nil
  repeat
    local x = 1
  until
    x < nil
end))
print(pcall(function() -- expect: false	lines-control.lua:37: attempt to call a number value
  for k in
    5
  do
    print(k)
  end
end))
