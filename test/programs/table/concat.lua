-- concat joins strings and numbers of a range; anything else is an error that names the place.
print(table.concat({1, "a", 2.5}, ","), table.concat({}), table.concat({"x"}), table.concat({1, 2, 3}, ", ", 2), table.concat({1, 2, 3}, "-", 2, 3), table.concat({1, 2, 3}, "-", 3, 2) == "") -- expect: 1,a,2.5		x	2, 3	2-3	true
print(table.concat({1, 2, 3}, 0), table.concat({"a", "b"}, "\0") == "a\0b", table.concat({[0] = "z", "o"}, ",", 0, 1)) -- expect: 10203	true	z,o
print(pcall(table.concat, {1, {}, 3})) print(pcall(table.concat, {1, nil, 3})) print(pcall(table.concat, {1, 2}, ",", 1, 3)) print(pcall(table.concat, {true})) -- expect: false	invalid value (table) at index 2 in table for 'concat'
-- expect: false	invalid value (nil) at index 2 in table for 'concat'
-- expect: false	invalid value (nil) at index 3 in table for 'concat'
-- expect: false	invalid value (boolean) at index 1 in table for 'concat'
print(pcall(table.concat, {1}, {})) print(pcall(table.concat, {1}, ",", "x")) print(pcall(table.concat)) print(pcall(table.concat, {print}, ",")) -- expect: false	bad argument #2 to '?' (string expected, got table)
-- expect: false	bad argument #3 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	invalid value (function) at index 1 in table for 'concat'
print(pcall(function() return table.concat({{}}) end)) -- expect: false	concat.lua:12: invalid value (table) at index 1 in table for 'concat'
