-- Records: fields with constant names, read and written.
local points = {}
for i = 1, 1000 do points[i] = { x = i, y = i * 2, z = 0 } end
for _ = 1, 300 do
  for i = 1, #points do
    local p = points[i]
    p.z = p.x + p.y
    p.x, p.y = p.y % 97, p.x % 89
  end
end
local sum = 0
for i = 1, #points do sum = sum + points[i].z end
return sum
