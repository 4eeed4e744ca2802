-- Commands on keys of another type, with wrong counts, unknown or forbidden ones.
-- server: it calls commands
redis.call("SET", "str", "x") redis.call("RPUSH", "list", "a")
for _, args in ipairs{{"LPUSH", "str", "a"}, {"GET", "list"}, {"INCR", "str"}, {"GET"}, {"SET", "a"}, {"NOSUCH", "x"}, {"SUBSCRIBE", "c"}, {"MULTI"}, {"EVAL", "return 1", "0"}, {"HSET", "h", "f"}, {"EXPIRE", "str", "x"}, {"SET", "a", "b", "EX", "0"}, {"ZADD", "z", "x", "m"}, {"SETRANGE", "str", "-1", "a"}, {""}, {"get", "str", "extra"}} do print(args[1], redis.pcall(unpack(args)).err) end -- expect: LPUSH	WRONGTYPE Operation against a key holding the wrong kind of value
-- expect: GET	WRONGTYPE Operation against a key holding the wrong kind of value
-- expect: INCR	ERR value is not an integer or out of range
-- expect: GET	ERR Wrong number of args calling Redis command from script
-- expect: SET	ERR Wrong number of args calling Redis command from script
-- expect: NOSUCH	ERR Unknown Redis command called from script
-- expect: SUBSCRIBE	ERR This Redis command is not allowed from script
-- expect: MULTI	ERR This Redis command is not allowed from script
-- expect: EVAL	ERR This Redis command is not allowed from script
-- expect: HSET	ERR Wrong number of args calling Redis command from script
-- expect: EXPIRE	ERR value is not an integer or out of range
-- expect: SET	ERR invalid expire time in 'set' command
-- expect: ZADD	ERR value is not a valid float
-- expect: SETRANGE	ERR offset is out of range
-- expect: 	ERR Unknown Redis command called from script
-- expect: get	ERR Wrong number of args calling Redis command from script
