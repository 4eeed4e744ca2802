-- Arithmetic and concatenation metamethods.
local V = {} V.__index = V local function new(x) return setmetatable({x = x}, V) end
local function val(a) return type(a) == "table" and a.x or a end
for _, op in ipairs({"add", "sub", "mul", "div", "mod", "pow"}) do V["__" .. op] = function(a, b) return op .. "(" .. val(a) .. "," .. val(b) .. ")" end end
V.__unm = function(a, b) return "unm" .. a.x .. tostring(rawequal(a, b)) end V.__concat = function(a, b) return "cat(" .. val(a) .. "," .. val(b) .. ")" end
local a, b = new(1), new(2) print(a + b, a - 1, 2 * a, a / b, a % 2, 2 ^ a, -a) print(a .. b, a .. "s", "s" .. a, 1 .. a, "x" .. "y" .. a, a .. "x" .. "y") print(a + "5", "5" + a) -- expect: add(1,2)	sub(1,1)	mul(2,1)	div(1,2)	mod(1,2)	pow(2,1)	unm1true
-- expect: cat(1,2)	cat(1,s)	cat(s,1)	cat(1,1)	xcat(y,1)	cat(1,xy)
-- expect: add(1,5)	add(5,1)
print(pcall(function() return a < b end)) print(pcall(function() return a + nil end)) -- expect: false	arithmetic.lua:9: attempt to compare two table values
-- expect: false	arithmetic.lua:4: attempt to concatenate a nil value
local multi = setmetatable({}, {__add = function() return 1, 2 end}) print((multi + 1), multi + 1) local t = {multi + 1} print(#t) -- expect: 1	1
-- expect: 1
local W = setmetatable({x = 9}, {__add = function() return "W" end}) print(a + W, W + a) -- expect: add(1,9)	W
local callable = setmetatable({}, {__call = function(self, x) return "called", x end}) local C = setmetatable({}, {__add = callable}) print(C + 1) -- expect: called
