-- Raises the fencing counters of locks to the token that the quorum has agreed on, each only while all of its
-- resources are held by the value.
-- KEYS[1]        the record of this instance (hash: high, run, until)
-- KEYS[2..]      two a resource, requests one after another: the lock, its counter
-- ARGV[1]        how long an idle counter is kept, ms
-- ARGV[2..]      three a request: number of resources, value, token
-- Returns        one line a request: granted token, or lost, or broken message
-- By hand        redis-cli --eval raise.lua lock:record lock:{a} lock:{a}:token , 86400000 1 me 42
-- Atomic because a raise after the lock has gone over to somebody else would say nothing about order: two
-- holders could then have one token.
local idle_ms = ARGV[1]
local high = tonumber(redis.call('HGET', KEYS[1], 'high')) or 0

local function raise(first, last, value, token)
  local counters, is_shared = {}, {}
  for i = first, last, 2 do
    local holder = redis.pcall('GET', KEYS[i])
    counters[i] = redis.pcall('GET', KEYS[i + 1])
    if type(counters[i]) == 'table' then
      return 'broken ' .. counters[i].err
    elseif type(holder) == 'table' then
      -- Readers are a sorted set of values by their deadlines (share.lua).
      if redis.call('TYPE', KEYS[i]).ok ~= 'zset' then
        return 'broken ' .. holder.err
      end
      local time = redis.call('TIME')
      local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)
      if (tonumber(redis.call('ZSCORE', KEYS[i], value)) or 0) <= now_ms then
        return 'lost'
      end
      is_shared[i] = true
    elseif not holder or string.match(holder, '^(.*)|%d+$') ~= value then
      return 'lost'
    end
  end
  local shown = string.format('%.0f', token)
  for i = first, last, 2 do
    if not is_shared[i] then
      redis.call('SET', KEYS[i], value .. '|' .. shown, 'KEEPTTL')
    end
    if token > (tonumber(counters[i]) or 0) then
      redis.call('SET', KEYS[i + 1], shown, 'PX', idle_ms)
    end
  end
  if token > high then
    high = token
    redis.call('HSET', KEYS[1], 'high', shown)
  end
  return 'granted ' .. shown
end

local answers, key = {}, 2
for arg = 2, #ARGV, 3 do
  local last = key + 2 * ARGV[arg] - 1
  answers[#answers + 1] = raise(key, last, ARGV[arg + 1], tonumber(ARGV[arg + 2]))
  key = last + 1
end
return table.concat(answers, '\n')
