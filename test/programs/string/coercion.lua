-- Numbers pass for strings in every string function.
print(string.len(123), string.rep(1, 3), string.upper(1e100), string.sub(12345, 2, 3), string.find(12345, 3), string.gsub(111, 1, 2), string.format("%s %d", 1, "2"), string.byte(5), string.reverse(123), ("x"):rep("3"), #tostring(12)) -- expect: 3	111	1E+100	23	3	222	1 2	53	321	xxx	2
