-- Stands in line for locks, and says who is first: the lines order those who ask for it, the locks protect.
-- KEYS[1..]      two a resource, requests one after another: its line (sorted set of waiters by ticket), and until
--                when each of them is known to be alive (sorted set by deadline)
-- ARGV[1..]      four a request: number of resources, waiter, ticket (0: a new one, -1: leaves the lines), and how
--                long the waiter is good for without coming again, ms
-- Returns        one line a request: line, the most waiters before it in any of the lines, and its ticket
-- By hand        redis-cli --eval line.lua lock:line:{a} lock:alive:{a} , 1 me 0 2000
-- Atomic because a ticket must exceed all that are there, and who has left must not be waited for.
-- Tickets are compared across instances (a bakery): a waiter takes the largest that a quorum gave it, so whoever
-- comes later meets it at one of them and gets a larger one.
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)

local function leave(line, alive, waiter)
  redis.call('ZREM', line, waiter)
  redis.call('ZREM', alive, waiter)
end

local function purge(line, alive)
  for _, waiter in ipairs(redis.call('ZRANGEBYSCORE', alive, '-inf', now_ms)) do
    leave(line, alive, waiter)
  end
end

local function next_ticket(line, waiter)
  local mine = redis.call('ZSCORE', line, waiter)
  local last = redis.call('ZREVRANGE', line, 0, 0, 'WITHSCORES')[2]
  return tonumber(mine) or (tonumber(last) or 0) + 1
end

local function stand(first, last, waiter, ticket, life_ms)
  local before, wanted = 0, ticket
  for i = first, last, 2 do
    purge(KEYS[i], KEYS[i + 1])
    wanted = math.max(wanted, ticket > 0 and ticket or next_ticket(KEYS[i], waiter))
  end
  for i = first, last, 2 do
    redis.call('ZADD', KEYS[i], string.format('%.0f', wanted), waiter)
    redis.call('ZADD', KEYS[i + 1], string.format('%.0f', now_ms + life_ms), waiter)
    for key = i, i + 1 do
      if redis.call('PTTL', KEYS[key]) < life_ms then
        redis.call('PEXPIRE', KEYS[key], life_ms)
      end
    end
    before = math.max(before, redis.call('ZRANK', KEYS[i], waiter))
  end
  return string.format('line %d %.0f', before, wanted)
end

local answers, key = {}, 1
for arg = 1, #ARGV, 4 do
  local last, ticket = key + 2 * ARGV[arg] - 1, tonumber(ARGV[arg + 2])
  if ticket < 0 then
    for i = key, last, 2 do
      leave(KEYS[i], KEYS[i + 1], ARGV[arg + 1])
    end
    answers[#answers + 1] = 'line 0 0'
  else
    answers[#answers + 1] = stand(key, last, ARGV[arg + 1], ticket, tonumber(ARGV[arg + 3]))
  end
  key = last + 1
end
return table.concat(answers, '\n')
