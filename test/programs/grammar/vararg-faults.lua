-- ... is refused in a function that has none, also when an outer one has.
print(loadstring("function f() return ... end", "=s")) -- expect: nil	s:1: cannot use '...' outside a vararg function near '...'
print(loadstring("function f(...) return function() return ... end end", "=s")) -- expect: nil	s:1: cannot use '...' outside a vararg function near '...'
print(loadstring("return ...", "=s")(4, 5)) -- expect: 4	5
print(loadstring("local function f(a) print(...) end", "=s")) -- expect: nil	s:1: cannot use '...' outside a vararg function near '...'
