-- A constructor sizes the array by its items, a call at the end by its results.
local function three() return 1, nil, 3 end
local function none() end
print(#{three()}, #{three(), nil}, #{three(), three()}, #{none()}, #{none(), none()}, #{nil, three()}, #{[1] = 1, [2] = 2}, #{[2] = 2, 1}, #{[1] = 1, nil}) -- expect: 3	1	4	0	0	4	2	2	0
print(#{1, 2, 3, [4] = 4}, #{1, 2, 3, [5] = 5}, #{[3] = 3, 1, 2}, #{(three())}) -- expect: 4	3	3	1
