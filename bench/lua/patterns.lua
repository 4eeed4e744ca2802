-- Patterns and string.format: what parses and prints records does.
local out = 0
for i = 1, 15000 do
  local line = string.format('user:%05d name=%s score=%.2f', i, 'n' .. i % 7, i / 3)
  local id, name, score = line:match('^user:(%d+) name=(%w+) score=([%d%.]+)$')
  out = out + tonumber(id) + #name + math.floor(tonumber(score))
  local swapped = line:gsub('(%w+)=(%S+)', '%2=%1')
  out = out + #swapped + (line:find('score', 1, true) or 0)
end
return out
