-- Counts and bounds that C keeps in an int are cut to 32 bits.
print(select(2^32 + 2, "a", "b")) print(tonumber("11", 2^32 + 2)) print(pcall(error, "level", 2^32)) print(("ab"):rep(2^32 + 2), table.concat({1, 2, 3}, ",", 2^32 + 2)) print(table.remove({1, 2, 3}, 2^32 + 1)) print(("aaa"):gsub("a", "b", 2^32 + 1)) print(math.ldexp(1, 2^32 + 3)) print(select("#", unpack({1, 2, 3}, 2^32 + 1, 2^32 + 3))) -- expect: b
-- expect: 3
-- expect: false	level
-- expect: abab	2,3
-- expect: 1
-- expect: baa	1
-- expect: 8
-- expect: 3
