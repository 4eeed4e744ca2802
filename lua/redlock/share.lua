-- Asks this instance for locks that readers share: each request takes all of its resources or none. A lock of
-- readers is a sorted set of their values by their deadlines, under the key that an exclusive holder has as text:
-- the two exclude each other, whoever asks with what. `!` in the set is a writer that waits (want.lua).
-- KEYS[1]        the record of this instance (hash: high, run, until)
-- KEYS[2..]      three a resource, requests one after another: the lock, its counter, the tombstone of the value
-- ARGV[1..3]     as in acquire.lua
-- ARGV[4..]      five a request: number of resources, value (the reader), TTL in ms, highest counter known, token
--                (0: a new one; else the lock was won with it elsewhere and comes to this instance too)
-- Returns        one line a request, as in acquire.lua; where a writer waits, held ttl_ms counter waiting-writer
-- By hand        redis-cli --eval share.lua lock:record lock:{a} lock:{a}:token lock:{a}:gone:me ,
--                nothing 0 86400000 1 me 10000 0 0
-- Atomic because no writer may come, and the server may not restart, between the look and the grant.
-- A reader's token is larger than those of all earlier writers, and smaller than those of all later ones.
local record = KEYS[1]
local restart_sign, quarantine_ms, idle_ms = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)

local kept = redis.call('HMGET', record, 'high', 'run', 'until')
local high, run, until_ms = tonumber(kept[1]), kept[2], tonumber(kept[3])
local high_before = high

-- The answer to every request while this instance must not vote: see acquire.lua.
local function refusal()
  if not high then
    return 'amnesiac'
  end
  if restart_sign == 'run-id' then
    local run_now = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
    if run ~= run_now then
      until_ms = now_ms + quarantine_ms
      redis.call('HSET', record, 'run', run_now, 'until', string.format('%.0f', until_ms))
    end
  end
  if not until_ms then
    return nil
  elseif until_ms > now_ms then
    return string.format('quarantined %.0f', until_ms - now_ms)
  end
  return string.format('unrecovered %.0f', until_ms)
end

local refused
if restart_sign ~= 'nothing' then
  refused = refusal()
elseif not high then
  high = now_ms
end

-- How long the lock is closed to this reader, and by whom; nil when it is open; text when it is broken.
local function closed(lock, value)
  local kind = redis.call('TYPE', lock).ok
  if kind == 'string' then
    return redis.call('PTTL', lock)
  elseif kind == 'zset' then
    redis.call('ZREMRANGEBYSCORE', lock, '-inf', now_ms)
    local wanted = redis.call('ZSCORE', lock, '!')
    if wanted and not redis.call('ZSCORE', lock, value) then
      return wanted - now_ms, 'waiting-writer'
    end
  elseif kind ~= 'none' then
    return 'broken the lock is a ' .. kind
  end
  return nil
end

local function share(first, last, value, ttl_ms, hint, fixed)
  local token, counters, held_ms, by = hint, {}, nil, nil
  for i = first, last, 3 do
    local counter = redis.pcall('GET', KEYS[i + 1])
    if type(counter) == 'table' then
      return 'broken ' .. counter.err
    elseif redis.call('EXISTS', KEYS[i + 2]) == 1 then
      return 'released'
    end
    counters[i] = tonumber(counter) or high
    token = math.max(token, counters[i])
    local ms, who = closed(KEYS[i], value)
    if type(ms) == 'string' then
      return ms
    elseif ms then
      held_ms = (ms < 0 or (held_ms or 0) < 0) and -1 or math.max(held_ms or 0, ms)
      by = by or who
    end
  end
  if held_ms then
    return string.format('held %.0f %.0f', held_ms, token) .. (by and ' ' .. by or '')
  end
  token = fixed > 0 and fixed or token + 1
  local shown = string.format('%.0f', token)
  for i = first, last, 3 do
    local deadline = math.max(now_ms + ttl_ms, tonumber(redis.call('ZSCORE', KEYS[i], value)) or 0)
    redis.call('ZADD', KEYS[i], string.format('%.0f', deadline), value)
    if redis.call('PTTL', KEYS[i]) < ttl_ms then
      redis.call('PEXPIRE', KEYS[i], ttl_ms)
    end
    if token > counters[i] then
      redis.call('SET', KEYS[i + 1], shown, 'PX', idle_ms)
    end
  end
  high = math.max(high, token)
  return 'granted ' .. shown
end

local answers, key = {}, 2
for arg = 4, #ARGV, 5 do
  local last = key + 3 * ARGV[arg] - 1
  local ttl_ms, hint, fixed = tonumber(ARGV[arg + 2]), tonumber(ARGV[arg + 3]), tonumber(ARGV[arg + 4])
  answers[#answers + 1] = refused or share(key, last, ARGV[arg + 1], ttl_ms, hint, fixed)
  key = last + 1
end
if high ~= high_before then
  redis.call('HSET', record, 'high', string.format('%.0f', high))
end
return table.concat(answers, '\n')
