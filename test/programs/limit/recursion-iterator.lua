-- An iterator that loops over itself.
local function iterate() for i in iterate do return i end end
local ok, m = pcall(iterate) print(ok, (m:gsub("^.-: ", ""))) -- expect: false	C stack overflow
