-- Closures over locals, loop variables and parameters.
local function counter() local n = 0 return function() n = n + 1 return n end, function() return n end end
local inc, get = counter() inc() inc() print(get()) -- expect: 2
local inc2, get2 = counter() inc2() print(get(), get2()) -- expect: 2	1
local fs = {} for i = 1, 3 do fs[i] = function() i = i + 10 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]()) -- expect: 11	21	12	13
local ws = {} local j = 0 while j < 3 do j = j + 1 local k = j ws[j] = function() k = k + 1 return k end end
print(ws[1](), ws[1](), ws[3]()) -- expect: 2	3	4
local function outer() local x = 1 local function mid() local function inner() x = x + 1 return x end return inner end return mid(), function() return x end end
local inner, getx = outer() inner() inner() print(getx()) -- expect: 3
local rs = {} local i = 0 repeat local v = i rs[#rs + 1] = function() return v end i = i + 1 until v >= 2
print(rs[1](), rs[2](), rs[3]()) -- expect: 0	1	2
local a = {} do local x = 5 a.set = function(v) x = v end a.get = function() return x end end a.set(9) print(a.get()) -- expect: 9
local function param(x) return function() x = x + 1 return x end end local p = param(5) p() print(p()) -- expect: 7
for k, v in pairs({z = 1}) do fs[k] = function() return k, v end end print(fs.z()) -- expect: z	1
local function brk() for i = 1, 5 do local y = i local f = function() return y end if i == 3 then return f end end end print(brk()()) -- expect: 3
