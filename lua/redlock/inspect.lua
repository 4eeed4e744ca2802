-- Reads records: whether this instance votes, and the highest counter that it has ever given.
-- KEYS[1..]      the record of this instance (hash: high, run, until); on a cluster the records of some slots
-- ARGV[1]        what a restart is known by, as in acquire.lua
-- Returns        one line a record: voting high, or amnesiac now_ms, or quarantined left_ms high,
--                or unrecovered until_ms high
-- By hand        redis-cli --eval inspect.lua lock:record , record
-- Atomic because a record and the clock are read together. Writes nothing.
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)

local run_now
if ARGV[1] == 'run-id' then
  run_now = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
end

local function inspect(record)
  local kept = redis.call('HMGET', record, 'high', 'run', 'until')
  local high, run, until_ms = tonumber(kept[1]), kept[2], tonumber(kept[3])
  if not high then
    return string.format('amnesiac %.0f', now_ms)
  elseif run_now and run ~= run_now then
    -- Restarted, and nobody has asked for a lock since: the next request starts the wait.
    return string.format('quarantined 0 %.0f', high)
  elseif not until_ms then
    return string.format('voting %.0f', high)
  elseif until_ms > now_ms then
    return string.format('quarantined %.0f %.0f', until_ms - now_ms, high)
  end
  return string.format('unrecovered %.0f %.0f', until_ms, high)
end

local answers = {}
for i = 1, #KEYS do
  answers[i] = inspect(KEYS[i])
end
return table.concat(answers, '\n')
