-- Strings have a read-only metatable whose __index is the string library.
-- server: stock Lua's can be written
print(getmetatable("").__index == string, pcall(function() getmetatable("x").__add = 1 end)) -- expect: true	false	string-metatable.lua:3: Attempt to modify a readonly table
print(pcall(rawset, getmetatable(""), "__call", 1)) print(#"abc", ("abc"):len()) -- expect: false	Attempt to modify a readonly table
-- expect: 3	3
local names = {} for k in pairs(getmetatable("")) do names[#names + 1] = k end print(table.concat(names, " ")) -- expect: __index
