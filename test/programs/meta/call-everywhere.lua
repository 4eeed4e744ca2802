-- A callable table serves as iterator, method, argument of pcall, gsub's table keeps its own meaning.
local callable = setmetatable({b = "table"}, {__call = function(self, x, y) return "called", x end})
local object = {method = callable}
print(object:method(1) , (select(2, object.method(2)))) -- expect: called	2
print(pcall(callable, "p")) -- expect: true	called	p
print(("abc"):gsub("b", callable)) -- expect: atablec	1
print(pcall(table.foreach, {1}, callable)) -- expect: false	bad argument #2 to '?' (function expected, got table)
print(pcall(string.gsub, "x", "x", setmetatable({}, {__index = function(_, k) return k .. k end}))) -- expect: true	xx	1
print(coroutine.wrap(function() return callable(5) end)()) -- expect: called	5
print(pcall(coroutine.create, callable)) -- expect: false	bad argument #1 to '?' (Lua function expected)
