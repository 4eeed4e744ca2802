-- The implicit table arg of vararg functions.
local function f(a, ...) return arg end
print(type(f(1)), f(1, 2, 3).n, f(1, 2, 3)[1], f(1, 2, 3)[2]) -- expect: table	2	2	3
local function g(...) local x = ... return arg end
print(g(1)) -- expect: nil
local function h(...) local function inner() return arg end return inner() end
print(h(1, 2).n) -- expect: 2
