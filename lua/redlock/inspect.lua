-- Reads records: whether this instance votes, and the highest counter that it has ever given.
-- KEYS[1..]      the record of this instance (hash: high, run, until, mark, begun); on a cluster the records of some
--                slots
-- ARGV[1]        what a restart is known by, as in acquire.lua
-- ARGV[2..]      one a record: a name that no other reading has
-- Returns        one line a record: voting high and the marks of all that it has begun with, or
--                amnesiac now_ms mark, or quarantined left_ms high, or unrecovered until_ms high
-- By hand        redis-cli --eval inspect.lua lock:record , record me
-- Atomic because a record and the clock are read together, and the mark is left where there is none. The mark is
-- gone with the memory: who finds it again knows that nothing was forgotten, and nobody let in, in between. It is
-- of this moment and, where restarts are known by run ids, of this run: a request that is delivered twice, or a
-- disk that was behind, does not bring it back. Writes nothing else.
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)

local run_now = ''
if ARGV[1] == 'run-id' then
  run_now = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
end

local function mark_of(record, found, nonce)
  if found and string.sub(found, 1, #run_now + 1) == run_now .. '|' then
    return found
  end
  local mark = run_now .. '|' .. time[1] .. '.' .. time[2] .. '|' .. nonce
  redis.call('HSET', record, 'mark', mark)
  return mark
end

local function inspect(record, nonce)
  local kept = redis.call('HMGET', record, 'high', 'run', 'until', 'mark', 'begun')
  local high, run, until_ms = tonumber(kept[1]), kept[2], tonumber(kept[3])
  if not high then
    return string.format('amnesiac %.0f %s', now_ms, mark_of(record, kept[4], nonce))
  elseif run_now ~= '' and run ~= run_now then
    -- Restarted, and nobody has asked for a lock since: the next request starts the wait.
    return string.format('quarantined 0 %.0f', high)
  elseif not until_ms then
    return string.format('voting %.0f', high) .. (kept[5] and ' ' .. kept[5] or '')
  elseif until_ms > now_ms then
    return string.format('quarantined %.0f %.0f', until_ms - now_ms, high)
  end
  return string.format('unrecovered %.0f %.0f', until_ms, high)
end

local answers = {}
for i = 1, #KEYS do
  answers[i] = inspect(KEYS[i], ARGV[i + 1])
end
return table.concat(answers, '\n')
