-- while and repeat with breaks and scopes.
local i = 0
while i < 3 do i = i + 1 print(i) end -- expect: 1
-- expect: 2
-- expect: 3
repeat local done = i == 0 i = i - 1 until done
print(i) -- expect: -1
while true do i = i + 1 if i == 2 then break end end print(i) -- expect: 2
repeat if i > 5 then break end i = i + 1 until false print(i) -- expect: 6
for a = 1, 3 do for b = 1, 3 do if b == 2 then break end print(a, b) end end -- expect: 1	1
-- expect: 2	1
-- expect: 3	1
while nil do end
local k = 10 while k > 0 do k = k - 3 if k < 5 then break end end print(k) -- expect: 4
repeat local x = 5 until x == 5 print("out") -- expect: out
do local x = 1 do local x = 2 print(x) end print(x) end -- expect: 2
-- expect: 1
