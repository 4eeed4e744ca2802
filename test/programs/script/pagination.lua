-- SCAN family cursors are strings; a whole scan finds each key once.
-- server: it calls commands
for i = 1, 50 do redis.call("SADD", "s", i) redis.call("HSET", "h", "f" .. i, i) end
local function all(command, key) local seen, n, cursor = {}, 0, "0" repeat local r = redis.call(command, key, cursor, "COUNT", 7) cursor = r[1] for _, v in ipairs(r[2]) do if not seen[v] then seen[v] = true n = n + 1 end end until cursor == "0" return n, type(cursor) end
print(all("SSCAN", "s")) print(all("HSCAN", "h")) -- expect: 50	string
-- expect: 100	string
