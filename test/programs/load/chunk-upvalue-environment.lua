-- A loaded chunk reads the library tables as globals.
print(loadstring("return string.rep('ab', 2), math.max(1, 3), #table.concat({'x', 'y'})")()) -- expect: abab	3	2
print(loadstring("local t = {} for w in ('a b'):gmatch('%a') do t[#t + 1] = w end return unpack(t)")()) -- expect: a	b
