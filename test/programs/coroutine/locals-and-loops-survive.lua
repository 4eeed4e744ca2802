-- Locals, loop states, varargs and open upvalues survive a yield.
local co = coroutine.wrap(function(...)
  local sum, parts = 0, {}
  for i = 1, 3 do sum = sum + coroutine.yield(i) end
  for k, v in pairs{10, 20} do parts[#parts + 1] = v + coroutine.yield(k) end
  local function up() sum = sum + 1 return sum end
  coroutine.yield(up)
  return select("#", ...), (...), sum, table.concat(parts, ",")
end)
print(co("v1", "v2")) print(co(1)) print(co(2)) print(co(3)) print(co(4)) -- expect: 1
-- expect: 2
-- expect: 3
-- expect: 1
-- expect: 2
local up = co(5)
print(up(), up()) -- expect: 7	8
print(co()) -- expect: 2	v1	8	14,25
