-- Jobs move from waiting to active to done, with JSON in a hash.
-- server: it calls commands
local function add(name, data) local id = redis.call("INCR", "id") redis.call("HSET", "job:" .. id, "name", name, "data", cjson.encode(data)) redis.call("LPUSH", "wait", id) return id end
print(add("mail", {to = "x", n = 1}), add("print", {pages = {1, 2, 3}}), add("mail", {})) -- expect: 1	2	3
local function move() local id = redis.call("RPOPLPUSH", "wait", "active") if not id then return false end local job = redis.call("HGETALL", "job:" .. id) local t = {} for i = 1, #job, 2 do t[job[i]] = job[i + 1] end return id, t.name, t.data end
print(move()) print(move()) print(redis.call("LREM", "active", 1, "1"), redis.call("ZADD", "done", 5, "1")) print(move()) print(move()) print(redis.call("LLEN", "wait"), redis.call("LLEN", "active"), cjson.decode(redis.call("HGET", "job:2", "data")).pages[3]) -- expect: 1	mail	{"to":"x","n":1}
-- expect: 2	print	{"pages":[1,2,3]}
-- expect: 1	1
-- expect: 3	mail	{}
-- expect: false
-- expect: 0	2	3
