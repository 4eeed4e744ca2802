-- (select(i, ...)) is read in place where select is the builtin; every answer is the builtin's.
local function pick(i, ...) return (select(i, ...)) end
print(pick(1, 'a', 'b'), pick(2, 'a', 'b'), pick(3, 'a', 'b')) -- expect: a	b	nil
print(pick('#'), pick('#', nil, nil), pick('2', 'a', 'b')) -- expect: 0	2	b
print(pick(-1, 'a', 'b'), pick(1.9, 'a', 'b'), pick(2)) -- expect: b	a	nil
print(pcall(pick, 0, 'a')) -- expect: false	select-in-place.lua:2: bad argument #1 to 'select' (index out of range)
print(pcall(pick, {}, 'a')) -- expect: false	select-in-place.lua:2: bad argument #1 to 'select' (number expected, got table)
local function own(...)
  local select = function(i, ...) return 'own ' .. i .. (...) end
  return (select(1, ...))
end
print(own('a', 'b')) -- expect: own 1a
local function count(...)
  local sum = 0
  for i = 1, select('#', ...) do sum = sum + (select(i, ...) or 0) end
  return sum
end
print(count(1, nil, 3), count()) -- expect: 4	0
