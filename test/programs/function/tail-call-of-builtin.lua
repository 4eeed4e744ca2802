-- A builtin in tail position is called like any other, also at the end of a long chain.
local function f(n) if n == 0 then return select("#", 1, 2, 3) end return f(n - 1) end
print(f(1000)) -- expect: 3
local function g(n) if n == 0 then return pcall(error, "x") end return g(n - 1) end
print(g(1000)) -- expect: false	x
local function h(n) if n == 0 then return ("x"):rep(3) end return h(n - 1) end
print(h(1000)) -- expect: xxx
