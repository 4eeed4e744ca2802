-- __tostring gives what tostring gives, of any type; print insists on a string.
local t = setmetatable({}, {__tostring = function(self) return "mine" end})
print(tostring(t), #tostring(t)) -- expect: mine	4
local n = setmetatable({}, {__tostring = function() return 42 end})
print(type(tostring(n)), tostring(n)) -- expect: number	42
local v = setmetatable({}, {__tostring = function() return nil end})
print(pcall(tostring, v)) -- expect: true	nil
local s = setmetatable({}, {__tostring = function(...) return select("#", ...) .. "" end})
print(tostring(s)) -- expect: 1
print(pcall(tostring, setmetatable({}, {__tostring = 5}))) -- expect: false	attempt to call a number value
print(pcall(string.format, "%s", t)) -- expect: false	bad argument #2 to '?' (string expected, got table)
