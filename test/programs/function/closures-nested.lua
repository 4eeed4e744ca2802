-- Upvalues reach through several functions.
local function a() local x = 1
  return function() local y = 10
    return function() x = x + 1 y = y + 1 return x + y, x, y end, function() return x end
  end
end
local b = a() local c, d = b() local e = b()
print(c()) print(c()) print(e()) print(d()) -- expect: 13	2	11
-- expect: 15	3	12
-- expect: 15	4	11
-- expect: 4
