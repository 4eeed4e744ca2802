-- Loops with several ways out, nested in one another.
local function f(n)
  local i = 0
  while true do
    i = i + 1
    if i > n then return "done", i end
    if i == 7 then break end
    if i % 2 == 0 then
      if i == 6 then return "six" end
    else
      for k = 1, 3 do if k == i then break elseif k > i then return "k", k end end
    end
  end
  return "broke", i
end
print(f(0)) print(f(1)) print(f(5)) print(f(100)) -- expect: done	1
-- expect: done	2
-- expect: done	6
-- expect: six
local function g(a, b) while a do if b then return 1 end a = b end repeat a = not a until a return a end
print(g(1, nil), g(nil, 1), g(1, 1)) -- expect: true	true	1
