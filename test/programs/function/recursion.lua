-- Recursion of local functions.
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end print(fact(10), fact(20)) -- expect: 3628800	2.4329020081766e+18
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end print(fib(15)) -- expect: 610
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10), even(7), even(10001)) -- expect: true	false	false
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end print(loop(100000, 0)) -- expect: 5000050000
local function ack(m, n) if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) else return ack(m - 1, ack(m, n - 1)) end end print(ack(2, 3)) -- expect: 9
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end print(deep(5000)) -- expect: 5000
