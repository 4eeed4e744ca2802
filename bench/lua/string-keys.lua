-- A table under computed string keys: written, read, counted by pairs.
local count = {}
for i = 1, 200000 do
  local key = 'k' .. (i % 1000)
  count[key] = (count[key] or 0) + i
end
local sum = 0
for _, value in pairs(count) do sum = sum + value end
return sum
