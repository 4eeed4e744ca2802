-- Breaks, ands and ors by the thousand.
local b = ("if x then break end "):rep(3000) print(loadstring("local x while true do " .. b .. " break end return 'out'")()) -- expect: out
print(loadstring("local a, b = 1 return " .. ("(a and b or a) and "):rep(2000) .. "a")()) -- expect: 1
