-- Closures made in one scope share its variables; each turn of a loop has its own.
local function counter() local n = 0 return function() n = n + 1 return n end, function() n = n * 10 return n end end
local inc, mul = counter()
print(inc(), mul(), inc(), mul()) -- expect: 1	10	11	110
local inc2 = counter() print(inc2()) -- expect: 1
local fs = {}
for i = 1, 3 do local j = i fs[#fs + 1] = function() j = j + 1 return i, j end end
print(fs[1]()) print(fs[1]()) print(fs[3]()) -- expect: 1	2
-- expect: 1	3
-- expect: 3	4
local i, ws = 1, {}
while i <= 3 do local k = i ws[i] = function() k = k + 1 return k end i = i + 1 end
print(ws[1](), ws[1](), ws[2]()) -- expect: 2	3	3
