print(nil and 1, false and 1, 1 and 2, nil or 1, false or nil, 1 or 2)
print(not nil, not 0, not "", not not 1)
local function f(x) return x and "yes" or "no" end
print(f(1), f(nil), f(false), f(0))
local a, b = 1, nil
print(a and b, a or b, b and a, b or a, (a and b) == nil)
print(1 and nil or 3, nil and 1 or 4, false == nil or 5)
local x = (1 < 2) and (2 < 3) print(x)
local y = 1 > 2 or 2 > 1 print(y)
local z = not (1 == 1 and 2 == 2) print(z)
print((1 < 2) == true, (1 > 2) == false)
if not (a == 1 and b) then print("in") end
if a == 1 or error("never") then print("short") end
-- expect: nil	false	2	1	nil	1
-- expect: true	false	false	true
-- expect: yes	no	no	yes
-- expect: nil	1	nil	1	true
-- expect: 3	4	5
-- expect: true
-- expect: true
-- expect: false
-- expect: true	true
-- expect: in
-- expect: short
