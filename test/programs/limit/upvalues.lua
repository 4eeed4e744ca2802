-- A function may have 60 upvalues.
local function try(n) local d, u = {}, {} for i = 1, n do d[i] = "local a" .. i .. " = " .. i u[i] = "a" .. i end local f, m = loadstring(table.concat(d, " ") .. "\n\nreturn (function() return " .. table.concat(u, "+") .. " end)()", "=s") return f and f() or m end
print(try(59)) print(try(60)) print(try(61)) print(try(100)) -- expect: 1770
-- expect: 1830
-- expect: s:3: function at line 3 has more than 60 upvalues
-- expect: s:3: function at line 3 has more than 60 upvalues
