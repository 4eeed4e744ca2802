-- Shows a fencing token to a protected resource before its first read: whoever came earlier is out from now on.
-- KEYS[1..]      the mark of each resource that the lock covers: the largest token it has been shown
-- ARGV[1]        the token
-- ARGV[2]        life of a mark that nobody shows a token to, ms; 0 keeps it for ever
-- Returns        entered, or stale n highest: the n-th resource has been shown a larger token, highest
-- By hand        redis-cli --eval enter.lua fence:{orders} , 42 0
-- Atomic because all marks move or none: two holders who each entered half would both be stopped.
local token, idle_ms = tonumber(ARGV[1]), tonumber(ARGV[2])
for i = 1, #KEYS do
  local mark = tonumber(redis.call('GET', KEYS[i]))
  if mark and mark > token then
    return { 'stale', i, string.format('%.0f', mark) }
  end
end
for i = 1, #KEYS do
  if idle_ms > 0 then
    redis.call('SET', KEYS[i], ARGV[1], 'PX', idle_ms)
  else
    redis.call('SET', KEYS[i], ARGV[1])
  end
end
return { 'entered' }
