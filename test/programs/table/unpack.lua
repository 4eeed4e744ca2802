-- unpack over ranges and beyond its limit.
print(unpack({1, 2, 3})) print(unpack({1, 2, 3}, 2)) print(unpack({1, 2, 3}, 2, 3)) print(unpack({}, 1, 2)) print(unpack({1, nil, 3})) print(unpack({1, 2}, 3)) print((unpack({1, 2}))) -- expect: 1	2	3
-- expect: 2	3
-- expect: 2	3
-- expect: nil	nil
-- expect: 1	nil	3
-- expect: 
-- expect: 1
print(select("#", unpack({}, 1, 7997))) print(pcall(unpack, {}, 1, 8000)) print(pcall(unpack, {}, 1, 1e6)) print(unpack({1, 2, 3}, -1, 1)) print(unpack({n = 3}, 1, 0)) -- expect: 7997
-- expect: false	too many results to unpack
-- expect: false	too many results to unpack
-- expect: nil	nil	1
-- expect: 
