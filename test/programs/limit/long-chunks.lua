-- Chunks of tens of thousands of statements, constants and functions compile and run.
local s = {} for i = 1, 3000 do s[i] = "x = x + 1" end print(loadstring("local x = 0 " .. table.concat(s, " ") .. " return x")()) -- expect: 3000
local k = {} for i = 1, 3000 do k[i] = "t[" .. i .. "] = 'key" .. i .. "'" end local t = loadstring("local t = {} " .. table.concat(k, " ") .. " return t")() print(#t, t[3000]) -- expect: 3000	key3000
local f = {} for i = 1, 1000 do f[i] = "function() return " .. i .. " end" end local fs = loadstring("return {" .. table.concat(f, ",") .. "}")() print(#fs, fs[1000]()) -- expect: 1000	1000
