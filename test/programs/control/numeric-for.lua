-- Numeric for up, down, by fractions, and with nothing to do.
for i = 1, 3 do print(i) end -- expect: 1
-- expect: 2
-- expect: 3
for i = 3, 1, -1 do print(i) end -- expect: 3
-- expect: 2
-- expect: 1
for i = 1, 0 do print("never") end
for i = 1, 2, 0.5 do print(i) end -- expect: 1
-- expect: 1.5
-- expect: 2
for i = 0.1, 0.35, 0.1 do print(i) end -- expect: 0.1
-- expect: 0.2
-- expect: 0.3
for i = "1", "2" do print(i) end -- expect: 1
-- expect: 2
for i = 1, 3 do local j = i i = 10 print(j, i) end -- expect: 1	10
-- expect: 2	10
-- expect: 3	10
print(pcall(function() for i = 1, "x" do end end)) -- expect: false	numeric-for.lua:20: 'for' limit must be a number
print(pcall(function() for i = {}, 1 do end end)) -- expect: false	numeric-for.lua:21: 'for' initial value must be a number
print(pcall(function() for i = 1, 2, {} do end end)) -- expect: false	numeric-for.lua:22: 'for' step must be a number
local n = 0 for i = 1, 0, 0 do n = n + 1 if n > 3 then break end end print(n) -- expect: 4
for i = 10, 1, -4 do print(i) end -- expect: 10
-- expect: 6
-- expect: 2
local function step(s) for i = 1, 4, s do print(i) end end -- expect: 1
-- expect: 4
-- expect: 1
-- expect: 3
step(3) step(2)
for i = -1, 1 do print(i) end -- expect: -1
-- expect: 0
-- expect: 1
