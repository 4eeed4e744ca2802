-- Commands take strings and numbers; numbers become text with %.17g.
-- server: it calls commands
for _, n in ipairs{1, -1, 0, 3.1, 0.1, 1e15, 2^53, 2^63, 1e100, 1/0, -1/0, 123456789012345678, 1e-5, -0} do redis.call("SET", "n", n) print(redis.call("GET", "n")) end -- expect: 1
-- expect: -1
-- expect: 0
-- expect: 3.1000000000000001
-- expect: 0.10000000000000001
-- expect: 1000000000000000
-- expect: 9007199254740992
-- expect: 9.2233720368547758e+18
-- expect: 1e+100
-- expect: inf
-- expect: -inf
-- expect: 1.2345678901234568e+17
-- expect: 1.0000000000000001e-05
-- expect: 0
for _, v in ipairs{{}, true, print} do print(select(2, pcall(redis.call, "SET", "n", v))) end -- expect: ERR Lua redis lib command arguments must be strings or integers
-- expect: ERR Lua redis lib command arguments must be strings or integers
-- expect: ERR Lua redis lib command arguments must be strings or integers
redis.call("SET", "a\0b", "c\0d") print(#redis.call("GET", "a\0b"), redis.call("STRLEN", "a\0b")) -- expect: 3	3
