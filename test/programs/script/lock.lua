-- A lock is released and extended only by its owner.
-- server: it calls commands
local function acquire(key, owner, ttl) return redis.call("SET", key, owner, "NX", "PX", ttl) end
local function release(key, owner) if redis.call("GET", key) == owner then return redis.call("DEL", key) end return 0 end
local function extend(key, owner, ttl) if redis.call("GET", key) == owner then return redis.call("PEXPIRE", key, ttl) end return 0 end
print(acquire("lock", "a", 1000).ok, acquire("lock", "b", 1000), release("lock", "b"), extend("lock", "a", 5000), redis.call("PTTL", "lock") > 4000, release("lock", "a"), release("lock", "a"), acquire("lock", "b", 10).ok) -- expect: OK	false	0	1	true	1	0	OK
