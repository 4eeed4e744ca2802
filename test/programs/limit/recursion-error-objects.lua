-- After an overflow everything works as before.
local function f() return f() + 1 end
for i = 1, 5 do pcall(f) end
print(select("#", unpack({}, 1, 100)), ("x"):rep(3), pcall(error, "e")) local co = coroutine.wrap(function() pcall(f) coroutine.yield("in") return "out" end) print(co(), co()) -- expect: 100	xxx	false	e
-- expect: in	out
