-- Thousands of branches and loops in a row compile in a time that grows with their number.
local function run(part, n) return loadstring("local x, n = 5, 0 " .. part:rep(n) .. " return n")() end
print(run("if x == 1 then n = n + 1 end ", 1000), run("if x == 5 then n = n + 1 else n = n - 1 end ", 1000), run("for i = 1, 2 do n = n + 1 end ", 1000), run("while n < 0 do n = n + 1 end ", 1000), run("if x == 1 then return 1 end if x == 2 then x = 3 end ", 1000), run("repeat n = n + 1 until x == 5 or n > 3 ", 500)) -- expect: 0	1000	2000	0	0	500
