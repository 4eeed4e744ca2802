-- Loops within loops, with breaks of the inner one.
local out = {}
for i = 1, 3 do
  local j = 0
  while j < 3 do
    j = j + 1
    repeat
      if j == 2 then break end
      out[#out + 1] = i .. ":" .. j
    until true
    if i == 2 then break end
  end
end
for i = 1, #out do print(out[i]) end -- expect: 1:1
-- expect: 1:3
-- expect: 2:1
-- expect: 3:1
-- expect: 3:3
local function find(m, x) for i = 1, #m do for j = 1, #m[i] do if m[i][j] == x then return i, j end end end return nil end
print(find({{1, 2}, {3, 4}}, 3)) print(find({{1, 2}, {3, 4}}, 9)) -- expect: 2	1
-- expect: nil
