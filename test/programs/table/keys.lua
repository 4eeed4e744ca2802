-- Keys of every type, and those that are equal.
local t = {} t[1] = "a" t[1.0] = "b" t["1"] = "c" print(t[1], t["1"]) t[2^53] = "big" print(t[2^53]) -- expect: b	c
-- expect: big
t[0] = "zero" print(t[-0], t[0]) t[true] = 1 t[false] = 2 print(t[true], t[false]) -- expect: zero	zero
-- expect: 1	2
local f = function() end t[f] = "f" print(t[f]) local u = {} t[u] = "u" print(t[u], t[{}]) -- expect: f
-- expect: u	nil
t.__proto__ = 1 t.constructor = 2 t.toString = 3 t.hasOwnProperty = 4 print(t.__proto__, t.constructor, t.toString, t.hasOwnProperty) -- expect: 1	2	3	4
local e = {} print(e.__proto__, e.constructor, e.toString, e.length, e.valueOf) -- expect: nil	nil	nil	nil	nil
e["__proto__"] = {x = 1} print(e.x, e["__proto__"].x) -- expect: nil	1
t["\1\35"] = "p" t["\18\3"] = "q" print(t["\1\35"], t["\18\3"]) -- expect: p	q
t[""] = "empty" print(t[""]) t["\0"] = "nul" print(t["\0"]) t["a b"] = 1 print(t["a b"]) print(#"\0\0", ("\0"):byte()) -- expect: empty
-- expect: nul
-- expect: 1
-- expect: 2	0
local big = {} for i = 1, 1000 do big["k" .. i] = i end local s = 0 for i = 1, 1000 do s = s + big["k" .. i] end print(s) -- expect: 500500
local r = {} for i = 1, 100 do r[i .. ""] = i r[i] = -i end print(r["50"], r[50]) -- expect: 50	-50
