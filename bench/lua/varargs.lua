-- Varargs and unpack: arguments counted, selected, packed and spread.
local function sum(...)
  local total = 0
  for i = 1, select('#', ...) do total = total + (select(i, ...)) end
  return total
end
local list = { 1, 2, 3, 4, 5, 6, 7, 8 }
local total = 0
for i = 1, 40000 do
  local a, b, c = unpack(list, 1, 3)
  local packed = { a, b, c, unpack(list) }
  total = total + sum(unpack(packed)) + i % 3
end
return total
