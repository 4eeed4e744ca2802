-- Nested numeric loops: arithmetic on locals and nothing else.
local sum = 0
for i = 1, 300 do
  for j = 1, 300 do
    for k = 1, 30 do sum = (sum + i * j + k) % 1000003 end
  end
end
return sum
