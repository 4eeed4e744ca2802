-- Protected calls of which every tenth raises an error.
local function work(i)
  if i % 10 == 0 then error('no tens: ' .. i) end
  return i
end
local good, bad = 0, 0
for i = 1, 100000 do
  local ok, value = pcall(work, i)
  if ok then good = good + value else bad = bad + #value end
end
return good + bad
