-- Huge positions in table functions cost nothing: 32-bit bounds, empty ranges.
print(table.concat({}, "", 1, 0), pcall(table.concat, {}, "", 1, 3)) print(pcall(table.concat, {}, "", 2^31, 2^31 + 5)) print(pcall(table.concat, {}, "", -2^31, -2^31 + 1)) print(pcall(table.insert, {1, 2}, 2^40, "x")) print(table.remove({1, 2}, 2^40)) print(("x"):sub(2^40), ("x"):byte(2^40), ("x"):sub(-2^40, 2^40)) -- expect: 	false	invalid value (nil) at index 1 in table for 'concat'
-- expect: false	invalid value (nil) at index -2147483648 in table for 'concat'
-- expect: false	invalid value (nil) at index -2147483648 in table for 'concat'
-- expect: true
-- expect: 
-- expect: 	nil	x
