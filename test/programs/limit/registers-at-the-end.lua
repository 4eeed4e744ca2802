-- The limit of registers holds at the end of the chunk, too.
local function try(n) local f, m = loadstring("return a" .. (",a"):rep(n), "=s") return f and "ok" or m end
print(try(247), try(248)) print(try(249)) print(try(250)) -- expect: ok	ok
-- expect: s:1: function or expression too complex near '<eof>'
-- expect: s:1: function or expression too complex near 'a'
