-- Loop variables have names, the hidden ones of a for do not.
print(pcall(function() for i = 1, 1 do i() end end)) -- expect: false	name-in-loop.lua:2: attempt to call local 'i' (a number value)
print(pcall(function() for k, v in pairs({1}) do v.x.y = 1 end end)) -- expect: false	name-in-loop.lua:3: attempt to index local 'v' (a number value)
print(pcall(function() for k, v in pairs({1}) do k:m() end end)) -- expect: false	name-in-loop.lua:4: attempt to index local 'k' (a number value)
print(pcall(function() for k in 5 do end end)) -- expect: false	name-in-loop.lua:5: attempt to call a number value
print(pcall(function() for k in {} do end end)) -- expect: false	name-in-loop.lua:6: attempt to call a table value
print(pcall(function() local t = {} for k in t.iterator do end end)) -- expect: false	name-in-loop.lua:7: attempt to call a nil value
