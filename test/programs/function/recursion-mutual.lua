-- Mutual recursion, recursion through a table and through an upvalue.
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10), odd(7), even(7)) -- expect: true	true	false
local t = {} function t.fact(n) return n <= 1 and 1 or n * t.fact(n - 1) end
print(t.fact(10), t.fact(20), t.fact(25)) -- expect: 3628800	2.4329020081766e+18	1.5511210043331e+25
local function ack(m, n) if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) else return ack(m - 1, ack(m, n - 1)) end end
print(ack(2, 3)) -- expect: 9
