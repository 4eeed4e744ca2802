-- __index and __newindex as tables and functions.
local t = setmetatable({}, {__index = {a = 1}}) print(t.a, t.b) -- expect: 1	nil
local u = setmetatable({}, {__index = function(t, k) return k .. k end}) print(u.x, u[1]) -- expect: xx	11
local v = setmetatable({}, {__index = t}) print(v.a) -- expect: 1
local log = {} local w = setmetatable({}, {__newindex = function(t, k, v) log[#log + 1] = k rawset(t, k, v) end}) w.a = 1 w.a = 2 w.b = 3 print(#log, w.a, w.b) -- expect: 2	2	3
local store = {} local x = setmetatable({}, {__newindex = store}) x.k = 5 print(rawget(x, "k"), store.k) -- expect: nil	5
local p = setmetatable({k = 1}, {__newindex = function() print("never") end}) p.k = 2 print(p.k) p.k = nil print(p.k) -- expect: 2
-- expect: nil
print(getmetatable("").__index == string) print(("abc").len == string.len) print(("x").y) -- expect: true
-- expect: true
-- expect: nil
local r = setmetatable({}, {__index = rawget}) print(r.zzz) -- expect: nil
local c = setmetatable({}, {__index = setmetatable({}, {__index = setmetatable({deep = 1}, {})})}) print(c.deep) -- expect: 1
local m = setmetatable({}, {__index = function(t, k) return nil end}) print(m.x, m[1]) -- expect: nil	nil
local cnt = 0 local o = setmetatable({}, {__index = function(t, k) cnt = cnt + 1 t[k] = cnt return cnt end}) print(o.a, o.a, o.b, o.b, cnt) -- expect: 1	1	2	2	2
o.a = nil print(o.a, cnt) -- expect: 3	3
