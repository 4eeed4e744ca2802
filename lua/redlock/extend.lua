-- Gives locks more time, each only while all of its resources are held by the value.
-- KEYS[1..]      one a resource, requests one after another: the lock
-- ARGV[1..]      three a request: number of resources, value, TTL in ms
-- Returns        one line a request: extended, or lost (some resource is not ours any more),
--                or broken message (a key holds something that is no lock)
-- By hand        redis-cli --eval extend.lua lock:{a} , 1 me 10000
-- Atomic because a lock that ended between the look and the extension would take its successor's time.
-- A lock's time is never shortened: an extension that was overtaken by a longer one must not undo it.

-- Readers are a sorted set of values by their deadlines (share.lua).
local function deadline(ttl_ms)
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + ttl_ms
end

local function extend(first, last, value, ttl_ms)
  local is_shared = {}
  for i = first, last do
    local holder = redis.pcall('GET', KEYS[i])
    if type(holder) == 'table' then
      if redis.call('TYPE', KEYS[i]).ok ~= 'zset' then
        return 'broken ' .. holder.err
      elseif (tonumber(redis.call('ZSCORE', KEYS[i], value)) or 0) <= deadline(0) then
        return 'lost'
      end
      is_shared[i] = true
    elseif not holder or string.match(holder, '^(.*)|%d+$') ~= value then
      return 'lost'
    end
  end
  for i = first, last do
    if is_shared[i] and deadline(ttl_ms) > tonumber(redis.call('ZSCORE', KEYS[i], value)) then
      redis.call('ZADD', KEYS[i], string.format('%.0f', deadline(ttl_ms)), value)
    end
    if redis.call('PTTL', KEYS[i]) < tonumber(ttl_ms) then
      redis.call('PEXPIRE', KEYS[i], ttl_ms)
    end
  end
  return 'extended'
end

local answers, key = {}, 1
for arg = 1, #ARGV, 3 do
  local last = key + ARGV[arg] - 1
  answers[#answers + 1] = extend(key, last, ARGV[arg + 1], ARGV[arg + 2])
  key = last + 1
end
return table.concat(answers, '\n')
