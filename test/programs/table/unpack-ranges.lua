-- unpack gives a range with its nils.
print(unpack{1, 2, 3}) print(unpack({1, 2, 3}, 2)) print(unpack({1, 2, 3}, 2, 3)) print(unpack({}, 1, 2)) print(unpack({1}, 0, 1)) print(unpack({1, 2}, -1, 1)) print(unpack({1, 2}, 3)) print(select("#", unpack({}, 1, 0))) -- expect: 1	2	3
-- expect: 2	3
-- expect: 2	3
-- expect: nil	nil
-- expect: nil	1
-- expect: nil	nil	1
-- expect: 
-- expect: 0
print(unpack({1, nil, 3})) print(unpack({1, 2, 3}, "2", 2.9)) print(pcall(unpack)) print(pcall(unpack, 1)) print(pcall(unpack, {}, "x")) print(pcall(unpack, {}, 1, {})) -- expect: 1	nil	3
-- expect: 2
-- expect: false	bad argument #1 to '?' (table expected, got no value)
-- expect: false	bad argument #1 to '?' (table expected, got number)
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #3 to '?' (number expected, got table)
