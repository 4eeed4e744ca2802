-- __index that stores what it computed is asked once a key.
local asked = 0
local squares = setmetatable({}, {__index = function(t, n) asked = asked + 1 local v = n * n t[n] = v return v end})
print(squares[4], squares[4], squares[5], squares[4], asked) -- expect: 16	16	25	16	2
