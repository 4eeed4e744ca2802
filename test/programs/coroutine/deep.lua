-- Yields from within recursion, tail calls, methods and filters.
local function walk(t) if type(t) == "table" then for i = 1, #t do walk(t[i]) end else coroutine.yield(t) end end
local out = {} for v in coroutine.wrap(function() walk({1, {2, {3, 4}, 5}, {{{6}}}}) end) do out[#out + 1] = v end print(unpack(out)) -- expect: 1	2	3	4	5	6
local function rec(n) if n == 0 then coroutine.yield("bottom") return 0 end return 1 + rec(n - 1) end local co = coroutine.create(rec) print(coroutine.resume(co, 100)) print(coroutine.resume(co)) -- expect: true	bottom
-- expect: true	100
local function tail(n) if n == 0 then return coroutine.yield("tail") end return tail(n - 1) end local ct = coroutine.create(tail) print(coroutine.resume(ct, 5000)) print(coroutine.resume(ct, "back")) -- expect: true	tail
-- expect: true	back
local function producer() return coroutine.create(function() for i = 1, 3 do coroutine.yield("item" .. i) end return nil end) end
local function filter(p) return coroutine.create(function() while true do local _, v = coroutine.resume(p) if not v then return nil end coroutine.yield(v .. "!") end end) end
local f = filter(producer()) while true do local _, v = coroutine.resume(f) if not v then break end print(v) end -- expect: item1!
-- expect: item2!
-- expect: item3!
local acc = coroutine.wrap(function() local s = 0 while true do s = s + coroutine.yield(s) end end) acc() print(acc(5), acc(6), acc(7)) -- expect: 5	11	18
local m = {} function m:each() for i = 1, 2 do coroutine.yield(self, i) end end local cm = coroutine.wrap(function() m:each() end) print(select(2, cm()), select(2, cm())) -- expect: 1	2
local up = 0 local cu = coroutine.wrap(function() for i = 1, 3 do up = up + i coroutine.yield(function() return up end) end end) local g1 = cu() cu() print(g1()) -- expect: 3
local c2 = coroutine.create(function(...) local a = {...} local b = {coroutine.yield(#a)} return #b, ... end) print(coroutine.resume(c2, 1, 2, 3)) print(coroutine.resume(c2, 1, 2)) -- expect: true	3
-- expect: true	2	1	2	3
