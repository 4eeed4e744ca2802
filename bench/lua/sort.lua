-- table.sort with a comparator of the script's own.
local seed = 42
local function random()
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed
end
local sum = 0
for _ = 1, 5 do
  local list = {}
  for i = 1, 10000 do list[i] = random() end
  table.sort(list, function(a, b) return a > b end)
  sum = (sum + list[1] + list[5000]) % 1000000007
end
return sum
