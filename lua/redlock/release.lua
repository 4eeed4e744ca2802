-- Lets go of locks and wakes who waits for them. Where a lock is not found, its request may still be under way:
-- a tombstone is left that a late request of the same value cannot pass.
-- KEYS[1..]      two a resource, requests one after another: the lock, the tombstone of the value
-- ARGV[1]        life of a tombstone, ms; 0 leaves none
-- ARGV[2]        how waiters are told: PUBLISH, or SPUBLISH on a cluster
-- ARGV[3..]      three a request: number of resources, value, and whether waiters are told (1) or not (0): who
--                gives back what did not make a lock must not wake those who wait for one
-- Returns        one line a request: released, and how many of its resources were still held by the value;
--                or broken message
-- By hand        redis-cli --eval release.lua lock:{a} lock:{a}:gone:me , 5000 PUBLISH 1 me 1
-- Atomic because between the look and the deletion the lock could end and become somebody else's.

local tombstone_ms, publish = tonumber(ARGV[1]), ARGV[2]
local answers = {}

-- A lock is held as `value|token`.
local function is_of(holder, value)
  return string.sub(holder, 1, #value + 1) == value .. '|' and tonumber(string.sub(holder, #value + 2))
end

-- The usual case, before the functions of the others are made: one resource, held as text by this value. One look
-- serves all the requests.
local MOST_AT_ONCE = 1000
if #KEYS <= MOST_AT_ONCE then
  local found = redis.call('MGET', unpack(KEYS))
  local request, at, is_done = 0, 1, true
  for arg = 3, #ARGV, 3 do
    request = request + 1
    local value, lock = ARGV[arg + 1], KEYS[at]
    if ARGV[arg] == '1' and found[at] and is_of(found[at], value) and redis.call('DEL', lock) == 1 then
      -- The channel has the name of the lock. A user who may not publish still releases: waiters then wait for the
      -- time that they were told.
      if ARGV[arg + 2] == '1' then
        redis.pcall(publish, lock, value)
      end
      answers[request] = 'released 1'
    end
    is_done = is_done and answers[request]
    at = at + 2 * ARGV[arg]
  end
  if is_done then
    return table.concat(answers, '\n')
  end
end

-- Readers are a sorted set of values by their deadlines (share.lua): one leaves, and the last of them frees the
-- lock. A writer that waits (`!`) keeps its place there. Returns whether the reader was there.
local function leave(lock, value, is_loud)
  local time = redis.call('TIME')
  redis.call('ZREMRANGEBYSCORE', lock, '-inf', time[1] * 1000 + math.floor(time[2] / 1000))
  if redis.call('ZREM', lock, value) == 0 then
    return false
  end
  local first = redis.call('ZRANGE', lock, 0, 1)
  if is_loud and (not first[1] or (first[1] == '!' and not first[2])) then
    redis.pcall(publish, lock, value)
  end
  return true
end

local function release(first, last, value, is_loud)
  local freed = 0
  for i = first, last, 2 do
    local holder = redis.pcall('GET', KEYS[i])
    local is_shared = type(holder) == 'table'
    if is_shared and redis.call('TYPE', KEYS[i]).ok ~= 'zset' then
      return 'broken ' .. holder.err
    elseif is_shared and leave(KEYS[i], value, is_loud) then
      freed = freed + 1
    elseif not is_shared and holder and is_of(holder, value) then
      redis.call('DEL', KEYS[i])
      if is_loud then
        redis.pcall(publish, KEYS[i], value)
      end
      freed = freed + 1
    elseif tombstone_ms > 0 then
      redis.call('SET', KEYS[i + 1], '', 'PX', tombstone_ms)
    end
  end
  return 'released ' .. freed
end

local request, key = 0, 1
for arg = 3, #ARGV, 3 do
  local last = key + 2 * ARGV[arg] - 1
  request = request + 1
  answers[request] = answers[request] or release(key, last, ARGV[arg + 1], ARGV[arg + 2] == '1')
  key = last + 1
end
return table.concat(answers, '\n')
