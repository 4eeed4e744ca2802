-- next without arguments got no value, next(nil) got nil.
print(pcall(next)) print(pcall(next, nil)) print(pcall(function() next() end)) print(pcall(function() local n = next n(nil) end)) print(pcall(function() return next(1) end)) -- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	bad argument #1 to '?' (table expected, got nil)
-- expect: false	next-no-value.lua:2: bad argument #1 to 'next' (table expected, got no value)
-- expect: false	next-no-value.lua:2: bad argument #1 to 'n' (table expected, got nil)
-- expect: false	next-no-value.lua:2: bad argument #1 to 'next' (table expected, got number)
