-- ... is all extra arguments at the end of a list, and one value elsewhere.
local function f(...)
  local a, b = ...
  local t = {..., ...}
  return a, b, #t, (...), select("#", ...), select("#", ..., ...)
end
print(f()) print(f(nil)) print(f(1, 2, 3)) print(f(nil, nil)) -- expect: nil	nil	0	nil	0	1
-- expect: nil	nil	0	nil	1	2
-- expect: 1	2	4	1	3	4
-- expect: nil	nil	0	nil	2	3
