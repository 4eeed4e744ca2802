-- Messages with huge names are cut where C's buffers cut them.
local name = ("n"):rep(1000) local f = loadstring("local " .. name .. " = nil; " .. name .. "()", "=s") print(#select(2, pcall(f))) local g = loadstring("local t = {} t." .. name .. ".x = 1", "=s") print(#select(2, pcall(g))) print(#select(2, pcall(error, ("e"):rep(100000)))) print(#select(2, pcall(string.format, "%" .. ("1"):rep(1000), 1))) -- expect: 1043
-- expect: 1044
-- expect: 100000
-- expect: 44
