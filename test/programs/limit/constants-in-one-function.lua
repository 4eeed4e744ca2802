-- A function may have 262144 constants; a table constructor of 20000 items loads.
local items = {} for i = 1, 20000 do items[i] = "'s" .. i .. "'" end local t = loadstring("return {" .. table.concat(items, ",") .. "}")() print(#t, t[1], t[20000]) -- expect: 20000	s1	s20000
