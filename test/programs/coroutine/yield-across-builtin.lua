-- 5.1 cannot yield through a builtin or a metamethod: pcall, sort, gsub, foreach, __index, tostring, an iterator.
local yield = coroutine.yield
local function try(name, body) print(name, coroutine.resume(coroutine.create(body))) end -- expect: pcall	true	false	attempt to yield across metamethod/C-call boundary
-- expect: xpcall	true	false	attempt to yield across metamethod/C-call boundary
-- expect: sort	false	attempt to yield across metamethod/C-call boundary
-- expect: gsub	false	attempt to yield across metamethod/C-call boundary
-- expect: foreach	false	attempt to yield across metamethod/C-call boundary
-- expect: foreachi	false	attempt to yield across metamethod/C-call boundary
-- expect: index	false	attempt to yield across metamethod/C-call boundary
-- expect: add	false	attempt to yield across metamethod/C-call boundary
-- expect: lt	false	attempt to yield across metamethod/C-call boundary
-- expect: eq	false	attempt to yield across metamethod/C-call boundary
-- expect: concat	false	attempt to yield across metamethod/C-call boundary
-- expect: tostring	false	attempt to yield across metamethod/C-call boundary
-- expect: iterator	false	attempt to yield across metamethod/C-call boundary
-- expect: pcall of yield	true	false	attempt to yield across metamethod/C-call boundary
-- expect: load	true	nil	attempt to yield across metamethod/C-call boundary
try("pcall", function() return pcall(function() yield(1) end) end)
try("xpcall", function() return xpcall(function() yield(1) end, function(m) return m end) end)
try("sort", function() table.sort({1, 2}, function() yield() end) end)
try("gsub", function() string.gsub("x", "x", function() yield() end) end)
try("foreach", function() table.foreach({1}, function() yield() end) end)
try("foreachi", function() table.foreachi({1}, function() yield() end) end)
try("index", function() return setmetatable({}, {__index = function() yield() end}).x end)
try("add", function() return setmetatable({}, {__add = function() yield() end}) + 1 end)
try("lt", function() local m = {__lt = function() yield() end} return setmetatable({}, m) < setmetatable({}, m) end)
try("eq", function() local m = {__eq = function() yield() end} return setmetatable({}, m) == setmetatable({}, m) end)
try("concat", function() return setmetatable({}, {__concat = function() yield() end}) .. "" end)
try("tostring", function() return tostring(setmetatable({}, {__tostring = function() yield() end})) end)
try("iterator", function() for i in function() yield() end do end end)
try("pcall of yield", function() return pcall(yield, 1) end)
try("load", function() return load(function() yield() end) end)
