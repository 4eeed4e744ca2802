-- Tail calls within pcall unwind to it; their errors are caught there.
local function down(n) if n == 0 then error("bottom", 0) end return down(n - 1) end
print(pcall(down, 10000)) -- expect: false	bottom
print(pcall(function() return down(500) end)) -- expect: false	bottom
local function up(n) if n == 0 then return nil + 1 end return up(n - 1) end
print(pcall(up, 10000)) -- expect: false	tail-call-through-pcall.lua:5: attempt to perform arithmetic on a nil value
