-- After setresp(3) replies keep their RESP3 types.
-- server: it calls commands
local function show(v) if type(v) ~= "table" then return type(v) .. ":" .. tostring(v) end local r = {} for k, x in pairs(v) do r[#r + 1] = tostring(k) .. "=" .. show(x) end table.sort(r) return "{" .. table.concat(r, ",") .. "}" end
redis.setresp(3)
redis.call("HSET", "h", "f", "1", "g", "2") redis.call("SADD", "s", "a") redis.call("ZADD", "z", 1.5, "m", 2, "n")
print(show(redis.call("HGETALL", "h"))) print(show(redis.call("SMEMBERS", "s"))) print(show(redis.call("ZSCORE", "z", "m"))) print(show(redis.call("ZRANGE", "z", 0, -1, "WITHSCORES"))) print(show(redis.call("GET", "none"))) print(show(redis.call("ZSCORE", "z", "none"))) -- expect: {map={f=string:1,g=string:2}}
-- expect: {set={a=boolean:true}}
-- expect: {double=number:1.5}
-- expect: {1={1=string:m,2={double=number:1.5}},2={1=string:n,2={double=number:2}}}
-- expect: nil:nil
-- expect: nil:nil
redis.setresp(2) print(show(redis.call("HGETALL", "h"))) print(show(redis.call("GET", "none"))) print(show(redis.call("ZSCORE", "z", "m"))) -- expect: {1=string:f,2=string:1,3=string:g,4=string:2}
-- expect: boolean:false
-- expect: string:1.5
