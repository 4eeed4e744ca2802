-- Tables nest a hundred thousand deep; walking them by loops is no recursion.
local t = {} local top = t for i = 1, 100000 do t.n = {} t = t.n end local n, c = 0, top while c.n do n = n + 1 c = c.n end print(n) -- expect: 100000
