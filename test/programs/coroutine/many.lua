-- Two thousand coroutines live at once.
local list = {}
for i = 1, 2000 do list[i] = coroutine.wrap(function() coroutine.yield(i) return -i end) end
local sum = 0
for i = 1, 2000 do sum = sum + list[i]() end
for i = 1, 2000 do sum = sum + list[i]() end
print(sum) -- expect: 0
