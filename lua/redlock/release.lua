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

-- The usual case, before the functions of the others are made: one resource, held as text by this value.
local seen
if #ARGV == 5 and ARGV[3] == '1' then
  seen = redis.pcall('GET', KEYS[1])
  if type(seen) == 'string' and string.match(seen, '^(.*)|%d+$') == ARGV[4] then
    redis.call('DEL', KEYS[1])
    -- A user who may not publish still releases.
    if ARGV[5] == '1' then
      redis.pcall(ARGV[2], KEYS[1], ARGV[4])
    end
    return 'released 1'
  end
end

local tombstone_ms, publish = tonumber(ARGV[1]), ARGV[2]

local function is_of(holder, value)
  return string.sub(holder, 1, #value + 1) == value .. '|' and tonumber(string.sub(holder, #value + 2))
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
    local holder = seen or redis.pcall('GET', KEYS[i])
    local is_shared = type(holder) == 'table'
    if is_shared and redis.call('TYPE', KEYS[i]).ok ~= 'zset' then
      return 'broken ' .. holder.err
    elseif is_shared and leave(KEYS[i], value, is_loud) then
      freed = freed + 1
    elseif not is_shared and holder and is_of(holder, value) then
      redis.call('DEL', KEYS[i])
      -- The channel has the name of the lock. A user who may not publish still releases: waiters then wait
      -- for the time that they were told.
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

local answers, key = {}, 1
for arg = 3, #ARGV, 3 do
  local last = key + 2 * ARGV[arg] - 1
  answers[#answers + 1] = release(key, last, ARGV[arg + 1], ARGV[arg + 2] == '1')
  key = last + 1
end
return table.concat(answers, '\n')
