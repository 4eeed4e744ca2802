-- pairs over string keys.
local t = {} for _, k in ipairs({"name", "age", "id", "x", "y", "z", "status", "created_at", "a", "b", "c", "longer_key_here", "1", "2"}) do t[k] = true end
for k in pairs(t) do print(k) end -- expect: a
-- expect: c
-- expect: b
-- expect: id
-- expect: age
-- expect: 2
-- expect: y
-- expect: x
-- expect: name
-- expect: z
-- expect: status
-- expect: 1
-- expect: longer_key_here
-- expect: created_at
t.name = nil t.new1 = 1 t.new2 = 2
for k in pairs(t) do print(k) end -- expect: a
-- expect: new2
-- expect: c
-- expect: b
-- expect: id
-- expect: new1
-- expect: age
-- expect: 2
-- expect: y
-- expect: x
-- expect: z
-- expect: status
-- expect: 1
-- expect: longer_key_here
-- expect: created_at
