-- Methods can be called on parenthesised literals and results.
print(("%s"):format("x"), ("abc"):upper():lower(), (("a"):rep(3)):len(), #("x"):rep(4)) -- expect: x	abc	3	4
print(({f = function(self, x) return x end}):f(5)) -- expect: 5
local function s() return "text" end
print(s():sub(1, 1), s():len()) -- expect: t	4
