-- Thousands of nested calls are no overflow.
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(6000)) print(pcall(depth, 6000)) -- expect: 6000
-- expect: true	6000
