-- The condition of repeat sees the locals of its body.
local n = 0
repeat
  local done = n >= 3
  n = n + 1
until done
print(n) -- expect: 4
local fs = {}
repeat
  local v = #fs + 1
  fs[v] = function() return v end
until v == 3
print(fs[1](), fs[2](), fs[3]()) -- expect: 1	2	3
