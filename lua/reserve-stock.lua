-- Reserves stock of several items for one order: all of them or none.
-- KEYS[1..n]    the stock counters, one an item
-- KEYS[n+1]     the order (a hash of item key to quantity)
-- ARGV[1..n]    the quantities wanted
-- Returns       'OK', or the key of the first item that does not have enough.
-- Atomic because every counter is checked before the first is changed, in one script.
local items = #KEYS - 1
for i = 1, items do
  local stock = tonumber(redis.call('GET', KEYS[i])) or 0
  if stock < tonumber(ARGV[i]) then
    return KEYS[i]
  end
end
for i = 1, items do
  redis.call('DECRBY', KEYS[i], ARGV[i])
  redis.call('HINCRBY', KEYS[items + 1], KEYS[i], ARGV[i])
end
return redis.status_reply('OK')
