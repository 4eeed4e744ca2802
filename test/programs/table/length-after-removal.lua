-- # after fields are taken away in every order.
local function build(n) local t = {} for i = 1, n do t[i] = i end return t end
for _, order in ipairs{{8, 7, 6}, {1, 2, 3}, {4, 8, 2}, {5, 6, 7, 8}} do
  local t, seen = build(8), {}
  for _, k in ipairs(order) do t[k] = nil seen[#seen + 1] = #t end
  print(table.concat(seen, " ")) -- expect: 7 6 5
  -- expect: 8 8 8
  -- expect: 8 3 1
  -- expect: 8 8 8 4
end
