-- Moves records on: from nothing to voting (bootstrap), from nothing to waiting (quarantine), from waiting to
-- voting (recover). Each step is taken once, whoever comes first.
-- KEYS[1..]      the record of this instance (hash: high, run, until, mark, begun); on a cluster the records of some
--                slots
-- ARGV[1]        what a restart is known by, as in acquire.lua
-- ARGV[2..]      three a record: bootstrap, quarantine or recover; a counter that `high` must reach;
--                bootstrap: the marks that inspect.lua told, of all instances; quarantine: its length, ms;
--                recover: the until_ms that the caller was told
-- Returns        one line a record: admitted, or unchanged when the record is not where the step begins
-- By hand        redis-cli --eval admit.lua lock:record , record quarantine 0 60000
-- Atomic because the step depends on the record as it is.
--
-- Bootstrap is for a quorum that begins: at one moment every instance had one of these marks, and none a record. That
-- the mark is still here says that this one has been as it was then, so that a request that was long under way cannot
-- admit what has begun, voted and forgotten since. All marks are kept: whoever finds one of them later lets that
-- instance begin, too. Recovery takes the largest `high` of enough others, read after the wait was over (a lock could
-- still be confirmed elsewhere while it lasted): until_ms names the wait, so that a reading of an earlier one cannot
-- end a later one. Either way tokens go on from a clock, to exceed those of a memory that was lost everywhere: from
-- the latest of all that begin together, so that they begin alike (0: from this one's).
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)

local run_now = ''
if ARGV[1] == 'run-id' then
  run_now = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
end

local function write(record, ...)
  redis.call('HDEL', record, 'mark')
  redis.call('HSET', record, ...)
  return 'admitted'
end

-- Whether the mark is among those given, and of this run.
local function is_among(mark, marks)
  return mark
    and string.find(' ' .. marks .. ' ', ' ' .. mark .. ' ', 1, true)
    and string.sub(mark, 1, #run_now + 1) == run_now .. '|'
end

local function admit(record, step, reach, given)
  local kept = redis.call('HMGET', record, 'high', 'until', 'mark')
  local high, until_ms, mark = tonumber(kept[1]), tonumber(kept[2]), kept[3]
  if step == 'bootstrap' and not high and is_among(mark, given) then
    return write(record, 'high', string.format('%.0f', reach > 0 and reach or now_ms), 'run', run_now, 'begun', given)
  elseif step == 'quarantine' and not high then
    return write(record, 'high', 0, 'run', run_now, 'until', string.format('%.0f', now_ms + tonumber(given)))
  elseif step == 'recover' and until_ms and until_ms == tonumber(given) and now_ms >= until_ms then
    redis.call('HDEL', record, 'until')
    return write(record, 'high', string.format('%.0f', math.max(high, reach, now_ms)))
  end
  return 'unchanged'
end

local answers = {}
for i = 1, #KEYS do
  local arg = 3 * i - 1
  answers[i] = admit(KEYS[i], ARGV[arg], tonumber(ARGV[arg + 1]), ARGV[arg + 2])
end
return table.concat(answers, '\n')
