-- Results are adjusted to what is wanted: cut, filled with nil, and only the last call gives all.
local function three() return 1, 2, 3 end
local function none() end
print(three(), three()) -- expect: 1	1	2	3
print((three())) -- expect: 1
print(three(), none(), 9) -- expect: 1	nil	9
print(#{three(), three()}, #{three(), none()}, #{none(), three()}, #{(three())}) -- expect: 4	1	4	1
print(none(), (none())) -- expect: nil	nil
local a, b, c, d = three()
print(a, b, c, d) -- expect: 1	2	3	nil
