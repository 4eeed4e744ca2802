-- A condition is tested on the line where it ends, wherever its `then` stands.
local t = {}
print(pcall(function()
  if t.x.y

  then
    print(1)
  end
end))
print(pcall(function()
  if t.x
    .y
    .z
  then
  end
end))
print(pcall(function()
  if false
  then
  elseif t.x.y

  then
    return 1
  end
end))
print(pcall(function()
  if not
    t.x.y

  then return end
end))
print(pcall(function()
  while t.x.y

  do end
end))
print(pcall(function()
  if t
    < 1

  then end
end))
print(pcall(function()
  if t.x
    .y and 1

  then break_ = 1 end
end))
print(pcall(function()
  for i = 1, 2 do
    if t.x.y

    then break end
  end
end))
-- expect: false	lines-condition.lua:4: attempt to index field 'x' (a nil value)
-- expect: false	lines-condition.lua:12: attempt to index field 'x' (a nil value)
-- expect: false	lines-condition.lua:20: attempt to index field 'x' (a nil value)
-- expect: false	lines-condition.lua:28: attempt to index field 'x' (a nil value)
-- expect: false	lines-condition.lua:33: attempt to index field 'x' (a nil value)
-- expect: false	lines-condition.lua:39: attempt to compare table with number
-- expect: false	lines-condition.lua:45: attempt to index field 'x' (a nil value)
-- expect: false	lines-condition.lua:51: attempt to index field 'x' (a nil value)
