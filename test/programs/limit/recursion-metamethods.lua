-- Metamethods that call themselves end at Lua's limit of C calls.
local m = {} local t, u = setmetatable({}, m), setmetatable({}, m)
m.__index = function(s, k) return s[k + 1] end m.__newindex = function(s, k, v) s[k + 1] = v end m.__add = function(a, b) return a + b end m.__concat = function(a, b) return a .. b end m.__lt = function(a, b) return a < b end m.__eq = function(a, b) return a == b end m.__unm = function(a) return -a end m.__tostring = function(s) return tostring(s) end
local function try(f) local ok, e = pcall(f) return ok, (tostring(e):gsub("^.-: ", "")) end
print(try(function() return t[1] end)) print(try(function() t[1] = 1 end)) print(try(function() return t + 1 end)) print(try(function() return t .. "" end)) print(try(function() return t < u end)) print(try(function() return t == u end)) print(try(function() return -t end)) print(try(function() return tostring(t) end)) -- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
