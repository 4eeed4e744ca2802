-- A writer waits: keeps further readers out for a while, so that readers who come one after another do not keep
-- it out for ever. Who reads now may go on, and be extended.
-- KEYS[1..]      one a resource, requests one after another: the lock
-- ARGV[1..]      two a request: number of resources, for how long in ms (0: the writer waits no more)
-- Returns        one line a request: wanted, and at how many of its resources readers are
-- By hand        redis-cli --eval want.lua lock:{a} , 1 500
-- Atomic because the lock may be free, or an exclusive holder's, at the next moment: those need no mark.
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)

local function want(first, last, ms)
  local shared = 0
  for i = first, last do
    if redis.call('TYPE', KEYS[i]).ok == 'zset' then
      shared = shared + 1
      if ms == 0 then
        redis.call('ZREM', KEYS[i], '!')
      else
        redis.call('ZADD', KEYS[i], string.format('%.0f', now_ms + ms), '!')
        if redis.call('PTTL', KEYS[i]) < ms then
          redis.call('PEXPIRE', KEYS[i], ms)
        end
      end
    end
  end
  return 'wanted ' .. shared
end

local answers, key = {}, 1
for arg = 1, #ARGV, 2 do
  local last = key + ARGV[arg] - 1
  answers[#answers + 1] = want(key, last, tonumber(ARGV[arg + 1]))
  key = last + 1
end
return table.concat(answers, '\n')
