-- A yield with no coroutine around it is an error.
print(pcall(coroutine.yield, 1)) -- expect: false	attempt to yield across metamethod/C-call boundary
print(pcall(function() coroutine.yield() end)) -- expect: false	attempt to yield across metamethod/C-call boundary
local ok, m = pcall(function() return coroutine.yield() end)
print(ok, m) -- expect: false	attempt to yield across metamethod/C-call boundary
