-- Tops up: brings locks that a quorum has confirmed already to this instance too, with the token they have.
-- What it grants was not needed to win, and is not counted as a vote of the round in which it happens.
-- KEYS[1]        the record of this instance (hash: high, run, until)
-- KEYS[2..]      three a resource, requests one after another: the lock, its counter, the tombstone of the value
-- ARGV[1]        how long an idle counter is kept, ms
-- ARGV[2..]      four a request: number of resources, value, TTL in ms, token
-- Returns        one line a request: granted token, held ttl_ms counter (readers), released, amnesiac,
--                quarantined left_ms, or broken message (see acquire.lua)
-- By hand        redis-cli --eval join.lua lock:record lock:{a} lock:{a}:token lock:{a}:gone:me ,
--                86400000 1 me 10000 42
-- Atomic because nobody may take a resource between the look and the grant.
local record, idle_ms = KEYS[1], ARGV[1]
local kept = redis.call('HMGET', record, 'high', 'until')
local high, until_ms = tonumber(kept[1]), tonumber(kept[2])

local refused
if not high then
  refused = 'amnesiac'
elseif until_ms then
  local time = redis.call('TIME')
  refused = 'quarantined ' .. math.max(0, until_ms - (time[1] * 1000 + math.floor(time[2] / 1000)))
end

-- What is left of the last reader's time (share.lua); nil when the key is no lock of readers.
local function readers_left_ms(lock)
  if redis.call('TYPE', lock).ok ~= 'zset' then
    return nil
  end
  local time, left_ms = redis.call('TIME'), 0
  local last = redis.call('ZREVRANGE', lock, 0, 1, 'WITHSCORES')
  for i = 1, #last, 2 do
    if last[i] ~= '!' then
      left_ms = math.max(left_ms, last[i + 1] - (time[1] * 1000 + math.floor(time[2] / 1000)))
    end
  end
  return left_ms
end

local function join(first, last, value, ttl_ms, token)
  local counters = {}
  for i = first, last, 3 do
    local holder = redis.pcall('GET', KEYS[i])
    counters[i] = redis.pcall('GET', KEYS[i + 1])
    local left_ms = type(holder) == 'table' and readers_left_ms(KEYS[i])
    if left_ms == nil then
      return 'broken ' .. holder.err
    elseif type(counters[i]) == 'table' then
      return 'broken ' .. counters[i].err
    elseif left_ms and left_ms > 0 then
      return string.format('held %.0f %.0f readers', left_ms, tonumber(counters[i]) or high)
    elseif redis.call('EXISTS', KEYS[i + 2]) == 1 then
      return 'released'
    elseif left_ms then
      -- The readers are gone; what is left may be the mark of a writer that waits, such as this one.
      redis.call('DEL', KEYS[i])
    elseif holder and string.match(holder, '^(.*)|%d+$') ~= value then
      return string.format('held %d %.0f', redis.call('PTTL', KEYS[i]), tonumber(counters[i]) or high)
    end
  end
  local shown = string.format('%.0f', token)
  for i = first, last, 3 do
    if redis.call('PTTL', KEYS[i]) < tonumber(ttl_ms) then
      redis.call('SET', KEYS[i], value .. '|' .. shown, 'PX', ttl_ms)
    end
    if token > (tonumber(counters[i]) or 0) then
      redis.call('SET', KEYS[i + 1], shown, 'PX', idle_ms)
    end
  end
  if token > high then
    high = token
    redis.call('HSET', record, 'high', shown)
  end
  return 'granted ' .. shown
end

local answers, key = {}, 2
for arg = 2, #ARGV, 4 do
  local last = key + 3 * ARGV[arg] - 1
  answers[#answers + 1] = refused
    or join(key, last, ARGV[arg + 1], ARGV[arg + 2], tonumber(ARGV[arg + 3]))
  key = last + 1
end
return table.concat(answers, '\n')
