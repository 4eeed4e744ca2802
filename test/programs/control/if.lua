-- Chains of if, elseif and else.
local function f(x)
  if x == 1 then return "one" elseif x == 2 then return "two" elseif x == 3 then return "three" else return "many" end
end
print(f(1), f(2), f(3), f(4)) -- expect: one	two	three	many
if nil then print("no") else print("else") end -- expect: else
if 0 then print("zero is true") end -- expect: zero is true
local a = 5
if a > 3 then if a > 4 then print("deep") end end -- expect: deep
if a < 3 then elseif a < 10 then print("mid") end -- expect: mid
for i = 1, 6 do if i % 2 == 0 then if i == 4 then break end print(i) end end -- expect: 2
