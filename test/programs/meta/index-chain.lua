-- __index tables are followed from table to table, each with its own metatable.
local base = {a = "base a", b = "base b"}
local middle = setmetatable({b = "middle b"}, {__index = base})
local top = setmetatable({}, {__index = middle})
print(top.a, top.b, top.c) -- expect: base a	middle b	nil
base.c = "late" print(top.c) -- expect: late
middle.a = "shadow" print(top.a, base.a) -- expect: shadow	base a
