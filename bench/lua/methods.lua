-- Objects with a metatable: methods found by __index, operators by metamethods.
local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b) return setmetatable({ x = a.x + b.x, y = a.y + b.y }, Vector) end
function Vector:norm1() return math.abs(self.x) + math.abs(self.y) end
local sum = 0
local v = setmetatable({ x = 0, y = 0 }, Vector)
local step = setmetatable({ x = 1, y = -1 }, Vector)
for i = 1, 150000 do
  v = v + step
  sum = sum + v:norm1() % 7
end
return sum
