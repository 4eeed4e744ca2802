-- next walks from nil through every key to nil; an unknown key is an error.
local t = {10, 20, a = 1}
print(next(t)) print(next(t, 1)) print(next(t, 2)) print(next(t, "a")) print(next({}), (next({}, nil))) -- expect: 1	10
-- expect: 2	20
-- expect: a	1
-- expect: nil
-- expect: nil	nil
print(pcall(next, t, "nokey")) print(pcall(next, t, 3)) print(pcall(next, t, 0.5)) print(pcall(next)) print(pcall(next, 1)) -- expect: false	invalid key to 'next'
-- expect: false	invalid key to 'next'
-- expect: false	invalid key to 'next'
-- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	bad argument #1 to '?' (table expected, got number)
t.a = nil print(next(t, "a")) -- expect: nil
