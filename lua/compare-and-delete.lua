-- Deletes a key only while it still holds the value that the caller put there: how a lock is let go.
-- KEYS[1]  the key
-- ARGV[1]  the value that it must hold
-- Returns  1 when the key was deleted, 0 when it was gone or held something else.
-- Atomic because between the look and the deletion nobody else can write.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
