-- goto is a name like any other.
local goto = 1 print(goto) goto = goto + 1 print(goto) local t = {goto = 5} print(t.goto) -- expect: 1
-- expect: 2
-- expect: 5
