-- A chain of elseif is as deep as it is long in 5.1.
local function try(n) local f, m = loadstring("local x = ... if x == 0 then return 0 " .. ("elseif x == 1 then return 1 "):rep(n) .. "else return 'else' end", "=s") return f and f(5) or m end
print(try(10)) print(try(150)) print(try(1000)) print(try(5000)) -- expect: else
-- expect: else
-- expect: else
-- expect: else
