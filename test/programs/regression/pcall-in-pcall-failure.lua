-- An error while pcall looks at an error table is an error of that pcall's caller.
-- server: pcall is the server's own
print(pcall(pcall, error, setmetatable({}, {__index = function() error("raised in __index", 0) end}))) -- expect: false	raised in __index
print(pcall(function() return pcall(error, setmetatable({}, {__index = function(_, k) return k == "err" and "found" end})) end)) -- expect: true	false	found
local ok, a, b = pcall(error, setmetatable({}, {__index = {err = false}})) print(ok, type(a), b) -- expect: false	table	false
