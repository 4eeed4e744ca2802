-- Results in a table constructor, an argument list and a return list expand only at the end.
local function three() return 1, 2, 3 end
local function none() end
local function pass(...) return ... end
local t = {three(), x = 1, three()}
print(#t, t[4]) -- expect: 4	3
print(select("#", none()), select("#", (none())), select("#", none(), none()), select("#", pass(none(), none()))) -- expect: 0	1	1	1
print((select("#", three(), three())), select("#", pass(three(), (three())))) -- expect: 4	2
