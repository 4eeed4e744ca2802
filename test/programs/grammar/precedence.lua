-- Operators bind as the manual says: or, and, comparison, .., + and -, * / and %, unary, ^.
print(1 or 2 and nil, nil and 1 or 2, false or nil, 1 and nil or 3) -- expect: 1	2	nil	3
print(1 + 2 < 4 and 2 * 3 == 6, "a" .. 1 + 2 .. "b", 2 + 3 * 4 ^ 2 / 2, -2 ^ 2, not 1 == 2, not (1 == 2)) -- expect: true	a3b	26	-4	false	true
print(2 ^ -3 ^ 2, -3 % 5, 1 .. 2 == "12", "a" < "b" == true, #"abc" + 1, -"2" * 3, not nil == true) -- expect: 0.001953125	2	true	true	4	-6	true
print(1 - 2 - 3, 2 ^ 3 ^ 2, 100 / 10 / 2, "x" .. "y" .. "z" == "xyz", 7 % 4 % 2) -- expect: -4	512	5	true	1
