-- An array filled and summed, ten times over.
local total = 0
for round = 1, 10 do
  local list = {}
  for i = 1, 100000 do list[i] = i * round end
  for i = 1, #list do total = total + list[i] end
end
return total
