-- Strings put together: a list by table.concat, and by the operator.
local length = 0
for round = 1, 20 do
  local parts = {}
  for i = 1, 5000 do parts[#parts + 1] = 'item ' .. i end
  length = length + #table.concat(parts, ', ')
end
return length
