-- Replies become Lua values: false for null, ok and err tables, arrays.
-- server: it calls commands
local function show(v) if type(v) ~= "table" then return type(v) .. ":" .. tostring(v) end local r = {} for k, x in pairs(v) do r[#r + 1] = tostring(k) .. "=" .. show(x) end table.sort(r) return "{" .. table.concat(r, ",") .. "}" end
print(show(redis.call("GET", "none"))) print(show(redis.call("SET", "s", "v"))) print(show(redis.call("PING"))) print(show(redis.call("ECHO", "x"))) print(show(redis.call("INCR", "n"))) print(show(redis.pcall("INCR", "s"))) -- expect: boolean:false
-- expect: {ok=string:OK}
-- expect: {ok=string:PONG}
-- expect: string:x
-- expect: number:1
-- expect: {err=string:ERR value is not an integer or out of range,ignore_error_stats_update=boolean:true}
redis.call("RPUSH", "l", "a", "b", "c") print(show(redis.call("LRANGE", "l", 0, -1))) print(show(redis.call("LRANGE", "none", 0, -1))) print(show(redis.call("MGET", "s", "none", "n"))) -- expect: {1=string:a,2=string:b,3=string:c}
-- expect: {}
-- expect: {1=string:v,2=boolean:false,3=string:1}
redis.call("HSET", "h", "f", "1") print(show(redis.call("HGETALL", "h"))) redis.call("ZADD", "z", 1.5, "m") print(show(redis.call("ZRANGE", "z", 0, -1, "WITHSCORES"))) print(show(redis.call("ZSCORE", "z", "m"))) -- expect: {1=string:f,2=string:1}
-- expect: {1=string:m,2=string:1.5}
-- expect: string:1.5
print(show(redis.call("EXISTS", "s", "none"))) -- expect: number:1
