-- In 5.1 # of a table or string never asks __len.
local t = setmetatable({1, 2, 3}, {__len = function() return 99 end})
print(#t, #"abc") -- expect: 3	3
