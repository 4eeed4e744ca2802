-- Scopes of locals, parameters and loop variables.
-- stock: it reads globals that are not there
local x = 1 do local x = x + 1 print(x) do local x = x + 1 print(x) end print(x) end print(x) for x = 5, 5 do print(x) end print(x) local function f(x) x = x + 1 return x end print(f(10), x) if true then local x = "in" print(x) end print(x) -- expect: 2
-- expect: 3
-- expect: 2
-- expect: 1
-- expect: 5
-- expect: 1
-- expect: 11	1
-- expect: in
-- expect: 1
local function shadow(a, a) return a end print(shadow(1, 2)) repeat local y = 3 until y == 3 print(y) local f2 = function() return x end x = 2 print(f2()) local function rec() return rec ~= nil end print(rec()) local g = function() return g end print(g()) -- expect: 2
-- expect: nil
-- expect: 2
-- expect: true
-- expect: nil
while true do local w = 1 break end print(w) local a = 1 local b = function() a = a + 1 return a end b() print(a) local c = a a = 10 print(c, a) -- expect: nil
-- expect: 2
-- expect: 2	10
