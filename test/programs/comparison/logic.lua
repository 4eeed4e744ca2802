-- The values of and, or and not.
print(nil and 1, false and 1, 1 and 2, nil or 1, false or nil, 1 or 2) -- expect: nil	false	2	1	nil	1
print(not nil, not 0, not "", not not 1) -- expect: true	false	false	true
local function f(x) return x and "yes" or "no" end
print(f(1), f(nil), f(false), f(0)) -- expect: yes	no	no	yes
local a, b = 1, nil
print(a and b, a or b, b and a, b or a, (a and b) == nil) -- expect: nil	1	nil	1	true
print(1 and nil or 3, nil and 1 or 4, false == nil or 5) -- expect: 3	4	5
local x = (1 < 2) and (2 < 3) print(x) -- expect: true
local y = 1 > 2 or 2 > 1 print(y) -- expect: true
local z = not (1 == 1 and 2 == 2) print(z) -- expect: false
print((1 < 2) == true, (1 > 2) == false) -- expect: true	true
if not (a == 1 and b) then print("in") end -- expect: in
if a == 1 or error("never") then print("short") end -- expect: short
