-- In 5.1 xpcall passes no arguments to its function.
print(xpcall(function(...) return select("#", ...) end, print, 1, 2, 3)) -- expect: true	0
