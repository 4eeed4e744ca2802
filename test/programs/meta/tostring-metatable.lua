-- __tostring and __metatable.
local t = setmetatable({}, {__tostring = function() return "T!" end}) print(t, tostring(t)) print(tostring(setmetatable({}, {__tostring = function() return 5 end})) == 5) -- expect: T!	T!
-- expect: true
local p = setmetatable({}, {__metatable = "locked"}) print(getmetatable(p)) print(pcall(setmetatable, p, {})) print(getmetatable({}), getmetatable(1), getmetatable(nil)) -- expect: locked
-- expect: false	cannot change a protected metatable
-- expect: nil	nil	nil
print(tostring(nil), tostring(true), tostring(1.5), tostring("s"), tostring(-0)) print(type(tostring({})), tostring({}):match("^table: ") ~= nil, tostring(print):match("^function: ") ~= nil) -- expect: nil	true	1.5	s	-0
-- expect: string	true	true
local mt = {} local s = setmetatable({}, mt) print(getmetatable(s) == mt) print(setmetatable(s, nil) == s, getmetatable(s)) print(#setmetatable({1, 2}, {__len = function() return 10 end})) -- expect: true
-- expect: true	nil
-- expect: 2
