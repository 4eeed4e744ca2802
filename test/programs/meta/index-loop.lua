-- A chain of __index longer than 100 is taken for a loop.
local function chain(n)
  local t = {found = "found"}
  for i = 1, n do t = setmetatable({}, {__index = t}) end
  return t
end
print(chain(50).found, chain(99).found) -- expect: found	found
print(pcall(function() return chain(100).found end)) -- expect: false	index-loop.lua:8: loop in gettable
print(pcall(function() return chain(150).found end)) -- expect: false	index-loop.lua:9: loop in gettable
local loop = setmetatable({}, {}) getmetatable(loop).__index = loop
print(pcall(function() return loop.x end)) -- expect: false	index-loop.lua:11: loop in gettable
getmetatable(loop).__newindex = loop
print(pcall(function() loop.x = 1 end)) -- expect: false	index-loop.lua:13: loop in settable
