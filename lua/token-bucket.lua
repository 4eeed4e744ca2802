-- Rate limiter: a bucket that refills at a steady rate and lets a request pass while it holds enough.
-- KEYS[1]  the bucket (a hash with fields tokens and at_ms)
-- ARGV[1]  capacity, tokens
-- ARGV[2]  refill rate, tokens a second
-- ARGV[3]  the time of the caller, ms; all callers of one bucket must use one clock
-- ARGV[4]  tokens that this request costs
-- Returns  {1, tokens left} when it passes, {0, ms to wait until it would} when it does not.
-- Atomic because reading, refilling and taking are one script.
local capacity, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local now_ms, cost = tonumber(ARGV[3]), tonumber(ARGV[4])

local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at_ms')
local tokens = tonumber(bucket[1]) or capacity
local at_ms = tonumber(bucket[2]) or now_ms

-- A clock that steps back must not take tokens away.
local elapsed_ms = math.max(0, now_ms - at_ms)
tokens = math.min(capacity, tokens + elapsed_ms * rate / 1000)

local passes = tokens >= cost
local answer
if passes then
  tokens = tokens - cost
  answer = { 1, math.floor(tokens) }
else
  answer = { 0, math.ceil((cost - tokens) * 1000 / rate) }
end

redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at_ms', math.max(now_ms, at_ms))
redis.call('PEXPIRE', KEYS[1], math.ceil(capacity * 1000 / rate) + 1000)
return answer
