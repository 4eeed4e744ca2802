-- An error of redis.call comes out of pcall as its text, of xpcall's handler and redis.pcall as a table.
-- server: it calls commands
redis.call("SET", "s", "v")
print(pcall(redis.call, "LPUSH", "s", "x")) -- expect: false	WRONGTYPE Operation against a key holding the wrong kind of value
local ok, m = pcall(function() return redis.call("NOSUCH") end) print(ok, m, type(m)) -- expect: false	ERR Unknown Redis command called from script	string
local e = redis.pcall("LPUSH", "s", "x") print(type(e), e.err, e.ignore_error_stats_update, e.source, e.line) -- expect: table	WRONGTYPE Operation against a key holding the wrong kind of value	true	nil	nil
print(xpcall(function() redis.call("LPUSH", "s", "x") end, function(t) return type(t) .. " " .. t.err end)) -- expect: false	table WRONGTYPE Operation against a key holding the wrong kind of value
print((pcall(redis.pcall))) print(pcall(redis.call)) print(pcall(redis.call, {})) print(pcall(redis.call, "GET", nil)) print(pcall(redis.call, "GET", true)) -- expect: true
-- expect: false	ERR Please specify at least one argument for this redis lib call
-- expect: false	ERR Lua redis lib command arguments must be strings or integers
-- expect: false	ERR Lua redis lib command arguments must be strings or integers
-- expect: false	ERR Lua redis lib command arguments must be strings or integers
local p = redis.pcall("GET") print(p.err) -- expect: ERR Wrong number of args calling Redis command from script
