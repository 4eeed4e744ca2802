-- A function may have 200 locals, counted as they become active.
local function try(n) local names = {} for i = 1, n do names[i] = "a" .. i end local _, m = loadstring("local " .. table.concat(names, ","), "=s") return m end
print(try(200)) print(try(201)) print(try(300)) -- expect: nil
-- expect: s:1: main function has more than 200 local variables
-- expect: s:1: main function has more than 200 local variables
local function one(n) local lines = {} for i = 1, n do lines[i] = "local a" .. i .. " = " .. i end local f, m = loadstring(table.concat(lines, "\n") .. "\nreturn a1 + a" .. n, "=s") return f and f() or m end
print(one(200)) print(one(201)) -- expect: 201
-- expect: s:201: main function has more than 200 local variables
print(loadstring(("do local a end "):rep(300), "=s") ~= nil) -- expect: true
print(select(2, loadstring("local function f(" .. ("a,"):rep(200) .. "b) end", "=s"))) -- expect: s:1: function at line 1 has more than 200 local variables
print(select(2, loadstring(("local x "):rep(198) .. "for i = 1, 2 do end", "=s"))) -- expect: s:1: main function has more than 200 local variables
print(select(2, loadstring(("local x "):rep(197) .. "for i = 1, 2 do end", "=s"))) -- expect: s:1: main function has more than 200 local variables
