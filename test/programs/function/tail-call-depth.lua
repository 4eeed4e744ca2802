-- Tail calls take no stack: of itself, mutual, of methods, through a table, with varargs, with and without results.
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
print(loop(300000)) -- expect: done
local ping, pong
function ping(n) if n == 0 then return "ping" end return pong(n - 1) end
function pong(n) if n == 0 then return "pong" end return ping(n - 1) end
print(ping(100001)) -- expect: pong
local o = {} function o:down(n) if n == 0 then return self == o end return self:down(n - 1) end
print(o:down(100000)) -- expect: true
local function va(n, ...) if n == 0 then return ... end return va(n - 1, ...) end
print(va(50000, 1, nil, 3)) -- expect: 1	nil	3
local states = {a = function(s, n) if n == 0 then return "end" end return s.b(s, n - 1) end, b = function(s, n) return s.a(s, n) end}
print(states:a(50000)) -- expect: end
