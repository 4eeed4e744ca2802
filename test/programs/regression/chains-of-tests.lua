-- Chains of tests that are longer than JS can nest compile and run.
local function run(s) local f, m = loadstring(s) return f and tostring(f()) or m end
local many = 2500
print(run("local a = 1 return " .. ("a and "):rep(many) .. "a"), run("local a return " .. ("a or "):rep(many) .. "7"), run("local x = 3 if x == 1 then return 1 " .. ("elseif x == 2 then return 2 "):rep(many) .. "else return 'else' end"), run("local x while true do " .. ("if x then break end "):rep(many) .. "return 'loop' end"), run("local x = 1 " .. ("if x == 2 then return 2 end if x == 3 then x = 4 end "):rep(many) .. "return x")) -- expect: 1	7	else	loop	1
