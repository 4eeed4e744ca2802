local t = setmetatable({}, {__index = {a = 1}}) print(t.a, t.b)
local u = setmetatable({}, {__index = function(t, k) return k .. k end}) print(u.x, u[1])
local v = setmetatable({}, {__index = t}) print(v.a)
local log = {} local w = setmetatable({}, {__newindex = function(t, k, v) log[#log + 1] = k rawset(t, k, v) end}) w.a = 1 w.a = 2 w.b = 3 print(#log, w.a, w.b)
local store = {} local x = setmetatable({}, {__newindex = store}) x.k = 5 print(rawget(x, "k"), store.k)
local p = setmetatable({k = 1}, {__newindex = function() print("never") end}) p.k = 2 print(p.k) p.k = nil print(p.k)
print(getmetatable("").__index == string) print(("abc").len == string.len) print(("x").y)
local r = setmetatable({}, {__index = rawget}) print(r.zzz)
local c = setmetatable({}, {__index = setmetatable({}, {__index = setmetatable({deep = 1}, {})})}) print(c.deep)
local m = setmetatable({}, {__index = function(t, k) return nil end}) print(m.x, m[1])
local cnt = 0 local o = setmetatable({}, {__index = function(t, k) cnt = cnt + 1 t[k] = cnt return cnt end}) print(o.a, o.a, o.b, o.b, cnt)
o.a = nil print(o.a, cnt)
-- expect: 1	nil
-- expect: xx	11
-- expect: 1
-- expect: 2	2	3
-- expect: nil	5
-- expect: 2
-- expect: nil
-- expect: true
-- expect: true
-- expect: nil
-- expect: nil
-- expect: 1
-- expect: nil	nil
-- expect: 1	1	2	2	2
-- expect: 3	3
