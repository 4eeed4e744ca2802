-- Looks at locks: how long each is held at most. Asks for none of them.
-- KEYS[1..]      locks, requests one after another
-- ARGV[1..]      one a request: number of locks
-- Returns        one line a request: seen, and for each lock the ms that are left (0: free, -1: without end)
-- By hand        redis-cli --eval look.lua lock:permit:0:{api} lock:permit:1:{api} , 2
-- Atomic because the locks of a request are seen at one moment. Writes nothing.
local function look(first, last)
  local seen = { 'seen' }
  for i = first, last do
    local left_ms = redis.call('PTTL', KEYS[i])
    -- In its last millisecond a key has 0 left, and is held still.
    seen[#seen + 1] = left_ms == -2 and 0 or left_ms == 0 and 1 or left_ms
  end
  return table.concat(seen, ' ')
end

local answers, key = {}, 1
for arg = 1, #ARGV do
  local last = key + ARGV[arg] - 1
  answers[#answers + 1] = look(key, last)
  key = last + 1
end
return table.concat(answers, '\n')
