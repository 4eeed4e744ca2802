-- An anchored gsub tries once.
print(("aaa"):gsub("^a", "x")) print(("baa"):gsub("^a", "x")) print(("aaa"):gsub("^a*", "x", 5)) print(("  x"):gsub("^%s+", "")) print(("x  "):gsub("%s+$", "") == "x") -- expect: xaa	1
-- expect: baa	0
-- expect: x	1
-- expect: x	1
-- expect: true
