-- __newindex is asked for absent keys only, and may be a function or another table.
local store, log = {}, {}
local t = setmetatable({old = 1}, {__newindex = function(self, k, v) log[#log + 1] = k .. "=" .. tostring(v) rawset(self, k, v) end})
t.old = 2 t.new = 3 t.new = 4 t.gone = nil
print(table.concat(log, " "), t.old, t.new) -- expect: new=3 gone=nil	2	4
local u = setmetatable({}, {__newindex = store})
u.x = 1 u[1] = "one"
print(rawget(u, "x"), store.x, store[1], next(u)) -- expect: nil	1	one	nil
t.new = nil t.new = 5
print(table.concat(log, " ")) -- expect: new=3 gone=nil new=5
