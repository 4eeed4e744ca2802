-- A sliding window over a sorted set.
-- server: it calls commands
local function hit(key, now, window, limit)
  redis.call("ZREMRANGEBYSCORE", key, "-inf", now - window)
  local count = redis.call("ZCARD", key)
  if count >= limit then local first = redis.call("ZRANGE", key, 0, 0, "WITHSCORES") return {0, count, tonumber(first[2]) + window - now} end
  redis.call("ZADD", key, now, now .. "-" .. count) return {1, count + 1, 0}
end
for _, now in ipairs{0, 10, 20, 30, 100, 101, 111, 112} do print(now, unpack(hit("w", now, 100, 3))) end print(table.concat(redis.call("ZRANGE", "w", 0, -1), " ")) -- expect: 0	1	1	0
-- expect: 10	1	2	0
-- expect: 20	1	3	0
-- expect: 30	0	3	70
-- expect: 100	1	3	0
-- expect: 101	0	3	9
-- expect: 111	1	3	0
-- expect: 112	0	3	8
-- expect: 20-2 100-2 111-2
