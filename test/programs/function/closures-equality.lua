-- Each evaluation of a function expression gives another function.
local function make() return function() end end
print(make() == make(), make == make) -- expect: false	true
local fs = {} for i = 1, 2 do fs[i] = function() return 1 end end
print(fs[1] == fs[2]) -- expect: false
