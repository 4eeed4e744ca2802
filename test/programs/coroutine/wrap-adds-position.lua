-- wrap puts the place of its call before the message of an error, as 5.1's luaB_auxwrap does.
local w = coroutine.wrap(function() error("m") end)
local ok, m = pcall(function()
  w()
end)
print(m) -- expect: wrap-adds-position.lua:4: wrap-adds-position.lua:2: m
local d = coroutine.wrap(function() error("m", 0) end)
print(pcall(function() d() end)) -- expect: false	wrap-adds-position.lua:8: m
print(pcall(function() return coroutine.wrap(function() error("t", 0) end)() end)) -- expect: false	wrap-adds-position.lua:9: t
print(pcall(coroutine.wrap(function() error("direct", 0) end))) -- expect: false	direct
