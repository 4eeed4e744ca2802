-- The head of a guarded script: put before a script of one's own, it lets that run for the holder only who has
-- entered (enter.lua) and after whom nobody has. The script then finds its own KEYS and ARGV, from 1.
-- KEYS[1..n]     the mark of each resource that the lock covers; then the script's own keys
-- ARGV[1]        n
-- ARGV[2]        the token; then the script's own arguments
-- Returns        what the script returns; or the error STALETOKEN n highest (of the n-th resource; 0: it has
--                been shown none)
-- By hand        (cat guard.lua; echo "return redis.call('SET', KEYS[1], ARGV[1])") > set.lua
--                redis-cli --eval set.lua fence:{orders} order:{orders} , 1 42 paid
-- Atomic because a later holder may not enter, read and write between the check and the write.
do
  local marks, token = tonumber(table.remove(ARGV, 1)), table.remove(ARGV, 1)
  for i = 1, marks do
    local mark = redis.call('GET', table.remove(KEYS, 1))
    if mark ~= token then
      return redis.error_reply('STALETOKEN ' .. i .. ' ' .. (mark or '0'))
    end
  end
end
