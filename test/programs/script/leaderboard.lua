-- Scores, ranks and ties.
-- server: it calls commands
for name, score in string.gmatch("ann=3 bob=5 cid=5 dan=1.5 eve=-2", "(%w+)=([%-%d%.]+)") do redis.call("ZADD", "board", score, name) end
local top = redis.call("ZREVRANGE", "board", 0, 2, "WITHSCORES") for i = 1, #top, 2 do print((i + 1) / 2, top[i], top[i + 1]) end -- expect: 1	cid	5
-- expect: 2	bob	5
-- expect: 3	ann	3
print(redis.call("ZREVRANK", "board", "dan"), redis.call("ZINCRBY", "board", 0.1, "ann"), redis.call("ZSCORE", "board", "nobody"), redis.call("ZCOUNT", "board", "(1.5", "+inf")) -- expect: 3	3.1000000000000001	false	3
