-- Folded and computed modulo agree, also where rounding shows.
local function mod(a, b) return a % b end
for _, pair in ipairs{{5.3, 0.1}, {1e17, 3}, {-7, 4}, {7, -4}, {0.3, 0.1}, {1e308, 1e-10}, {-0.5, 1e300}} do
  local a, b = pair[1], pair[2]
  print(a, b, mod(a, b), a - math.floor(a / b) * b == mod(a, b) or "nan") -- expect: 5.3	0.1	0.1	true
  -- expect: 1e+17	3	0	true
  -- expect: -7	4	1	true
  -- expect: 7	-4	-1	true
  -- expect: 0.3	0.1	0.1	true
  -- expect: 1e+308	1e-10	-inf	true
  -- expect: -0.5	1e+300	1e+300	true
end
print(5.3 % 0.1 == mod(5.3, 0.1), 1e17 % 3 == mod(1e17, 3), -7 % 4, 7 % -4) -- expect: true	true	1	-1
