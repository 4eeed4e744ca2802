-- A builtin that pcall calls itself has no name and no position.
print(pcall(string.rep)) print(pcall(string.rep, "x", {})) print(pcall(math.floor, "a")) print(pcall(setmetatable, 1, {})) -- expect: false	bad argument #1 to '?' (string expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got table)
-- expect: false	bad argument #1 to '?' (number expected, got string)
-- expect: false	bad argument #1 to '?' (table expected, got number)
print(pcall(ipairs)) print(pcall(next, {}, "k")) print(pcall(table.concat, {{}})) print(pcall(select, 0)) print(pcall(unpack)) -- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	invalid key to 'next'
-- expect: false	invalid value (table) at index 1 in table for 'concat'
-- expect: false	bad argument #1 to '?' (index out of range)
-- expect: false	bad argument #1 to '?' (table expected, got no value)
print(pcall(string.format, "%d", "x")) print(pcall(table.insert, {}, 1, 2, 3)) print(pcall(tostring)) print(pcall(rawset, {}, nil, 1)) -- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	wrong number of arguments to 'insert'
-- expect: false	bad argument #1 to '?' (value expected)
-- expect: false	table index is nil
