-- Closures made and called: each keeps a counter of its own.
local function counter(step)
  local n = 0
  return function() n = n + step return n end
end
local sum = 0
for i = 1, 20000 do
  local next = counter(i % 5)
  for _ = 1, 20 do sum = sum + next() end
end
return sum
