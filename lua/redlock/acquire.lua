-- Asks this instance for locks: each request takes all of its resources or none.
-- KEYS[1]        the record of this instance (hash: high, run, until)
-- KEYS[2..]      three a resource, requests one after another: the lock, its counter, the tombstone of the value
-- ARGV[1]        what a restart is known by: 'record' (the record is gone), 'run-id' (or the server is another
--                process), 'nothing' (trust whatever is here)
-- ARGV[2]        quarantine after a restart that is known by its run id, ms
-- ARGV[3]        how long an idle counter is kept, ms
-- ARGV[4..]      four a request: number of resources, value (the holder), TTL in ms, highest counter known
-- Returns        one line a request:
--   granted token            taken, or taken before by this very value
--   held ttl_ms counter      somebody else has a resource, for ttl_ms at most (-1: without end);
--                            a last word `readers` says that readers share it (share.lua)
--   released                 this value was let go of before: the request comes late
--   amnesiac                 no record: this instance is new, or has lost its memory, and must not vote
--   quarantined left_ms      it came back and waits until no older lock can live any more
--   unrecovered until_ms     the wait that ended at until_ms is over, its counters are not recovered yet
--   broken message           a key holds something that is no lock
-- By hand        redis-cli --eval acquire.lua lock:record lock:{a} lock:{a}:token lock:{a}:gone:me ,
--                nothing 0 86400000 1 me 10000 0
-- Atomic because nobody may take a resource, and the server may not restart, between the look and the grant.
-- The counter never falls, and `high` is never below any counter given here: a counter that has expired or was
-- evicted is read as `high`, so tokens grow all the same. A counter that is there raises `high` in steps, so that
-- it is written with few of the grants only.
local record = KEYS[1]
local restart_sign, quarantine_ms, idle_ms = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local kept = redis.call('HMGET', record, 'high', 'run', 'until')
local high, run, until_ms = tonumber(kept[1]), kept[2], tonumber(kept[3])

local answers = {}

-- The usual case, before the functions of the others are made (half of the time goes there): a resource that has been
-- locked before and is free, at an instance that votes. Whatever else it is, nothing has been written for it, and it
-- takes the long way below. One look serves all the requests; of two for one lock, the second is refused by NX.
local MOST_AT_ONCE = 1000
local seen
if restart_sign == 'record' and high and not until_ms and #KEYS <= MOST_AT_ONCE then
  local found = redis.call('MGET', unpack(KEYS, 2))
  local request, at, is_done = 0, 0, true
  for arg = 4, #ARGV, 4 do
    request = request + 1
    local counter = tonumber(found[at + 2])
    if counter and ARGV[arg] == '1' and not found[at + 1] and not found[at + 3] then
      local hint = tonumber(ARGV[arg + 3])
      local token = (counter > hint and counter or hint) + 1
      local shown = string.format('%.0f', token)
      local owner = ARGV[arg + 1] .. '|' .. shown
      if token <= high and redis.call('SET', KEYS[at + 2], owner, 'NX', 'PX', ARGV[arg + 2]) then
        redis.call('SET', KEYS[at + 3], shown, 'PX', idle_ms)
        answers[request] = 'granted ' .. shown
      end
    end
    is_done = is_done and answers[request]
    at = at + 3 * ARGV[arg]
  end
  if is_done then
    return table.concat(answers, '\n')
  elseif #KEYS == 4 then
    seen = found
  end
end

local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local high_before = high

-- The answer to every request while this instance must not vote.
local function refusal()
  if not high then
    return 'amnesiac'
  end
  if restart_sign == 'run-id' then
    local run_now = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
    if run ~= run_now then
      until_ms = now_ms() + quarantine_ms
      redis.call('HSET', record, 'run', run_now, 'until', string.format('%.0f', until_ms))
    end
  end
  if not until_ms then
    return nil
  end
  local left_ms = until_ms - now_ms()
  if left_ms > 0 then
    return 'quarantined ' .. left_ms
  end
  return string.format('unrecovered %.0f', until_ms)
end

local refused
if restart_sign ~= 'nothing' then
  refused = refusal()
elseif not high then
  -- Tokens start at the clock, so that they exceed those of a memory that was lost.
  high = now_ms()
end

local HIGH_STEP, LARGEST = 64, 9007199254740991

-- The token of a lock that this value holds; nil when it is another's.
local function token_of(holder, value)
  if string.sub(holder, 1, #value + 1) == value .. '|' then
    return tonumber(string.sub(holder, #value + 2))
  end
end

-- What stands in the way at one key that holds no string.
local function broken(key)
  local found = redis.pcall('GET', key)
  return type(found) == 'table' and 'broken ' .. found.err
end

-- What is left of the last reader's time; nil when the key is no lock of readers. Readers are a sorted set of
-- values by their deadlines; `!` among them is a writer that waits, and holds nothing.
local function readers_left_ms(lock)
  if redis.call('TYPE', lock).ok ~= 'zset' then
    return nil
  end
  local left_ms, now = 0, now_ms()
  local last = redis.call('ZREVRANGE', lock, 0, 1, 'WITHSCORES')
  for i = 1, #last, 2 do
    if last[i] ~= '!' then
      left_ms = math.max(left_ms, last[i + 1] - now)
    end
  end
  return left_ms
end

-- Takes a lock that was not free as text: true where its readers are gone, else what stands in the way.
local function take_over(lock, owner, ttl_ms, token)
  local left_ms = readers_left_ms(lock)
  if not left_ms then
    return broken(lock)
  elseif left_ms > 0 then
    return string.format('held %.0f %.0f readers', left_ms, token)
  end
  redis.call('SET', lock, owner, 'PX', ttl_ms)
  return true
end

-- MGET shows what is no string as nothing: a lock's key then refuses SET NX, a counter's is looked at.
local function ask(first, last, value, ttl_ms, hint)
  local token, held_ms, mine, others, is_fresh = hint, 0, nil, false, false
  for i = first, last, 3 do
    local found = seen or redis.call('MGET', KEYS[i], KEYS[i + 1], KEYS[i + 2])
    local holder, counter = found[1], tonumber(found[2])
    if found[3] then
      return 'released'
    elseif not counter then
      local refused = broken(KEYS[i + 1])
      if refused then
        return refused
      end
      is_fresh = true
    end
    token = math.max(token, counter or high)
    if holder then
      local held_token = token_of(holder, value)
      if held_token then
        mine = held_token
      else
        others = true
        local ttl = redis.call('PTTL', KEYS[i])
        if ttl < 0 or held_ms < 0 then
          held_ms = -1
        else
          held_ms = math.max(held_ms, ttl)
        end
      end
    end
  end
  if others then
    return string.format('held %d %.0f', held_ms, token)
  end
  -- A request that is delivered twice gets the same answer, and no new life.
  if mine then
    return string.format('granted %.0f', mine)
  end
  token = token + 1
  local shown = string.format('%.0f', token)
  for i = first, last, 3 do
    local owner = value .. '|' .. shown
    local taken = redis.call('SET', KEYS[i], owner, 'NX', 'PX', ttl_ms) or take_over(KEYS[i], owner, ttl_ms, token - 1)
    if type(taken) == 'string' then
      for before = first, i - 3, 3 do
        redis.call('DEL', KEYS[before])
      end
      return taken
    end
    redis.call('SET', KEYS[i + 1], shown, 'PX', idle_ms)
  end
  if token > high then
    high = is_fresh and token or math.min(math.ceil(token / HIGH_STEP) * HIGH_STEP, LARGEST)
  end
  return 'granted ' .. shown
end

local request, key = 0, 2
for arg = 4, #ARGV, 4 do
  local last = key + 3 * ARGV[arg] - 1
  request = request + 1
  answers[request] = answers[request]
    or refused
    or ask(key, last, ARGV[arg + 1], ARGV[arg + 2], tonumber(ARGV[arg + 3]))
  key = last + 1
end
if high ~= high_before then
  redis.call('HSET', record, 'high', string.format('%.0f', high))
end
return table.concat(answers, '\n')
