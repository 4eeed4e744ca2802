-- A token bucket in a hash, run against a clock that is given.
-- server: it calls commands
local function take(key, rate, capacity, now, wanted)
  local state = redis.call("HMGET", key, "tokens", "at")
  local tokens, at = tonumber(state[1]) or capacity, tonumber(state[2]) or now
  tokens = math.min(capacity, tokens + math.max(0, now - at) * rate / 1000)
  local allowed = tokens >= wanted
  if allowed then tokens = tokens - wanted end
  redis.call("HSET", key, "tokens", tokens, "at", now)
  redis.call("PEXPIRE", key, math.ceil(capacity / rate * 2000))
  return {allowed and 1 or 0, tokens}
end
for _, step in ipairs{{0, 3}, {100, 3}, {200, 3}, {900, 3}, {5000, 10}, {5001, 1}} do
  local r = take("bucket", 10, 10, step[1], step[2]) print(step[1], r[1], r[2], redis.call("HGET", "bucket", "tokens")) -- expect: 0	1	7	7
  -- expect: 100	1	5	5
  -- expect: 200	1	3	3
  -- expect: 900	1	7	7
  -- expect: 5000	1	0	0
  -- expect: 5001	0	0.01	0.01
end
print(redis.call("PTTL", "bucket") > 1900) -- expect: true
