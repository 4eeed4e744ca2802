-- A raised command error passes through pcall without a position; Lua's own keeps one.
-- server: it calls commands
redis.call("SET", "s", "x")
print(pcall(function() redis.call("INCR", "s") end)) print(pcall(function() return redis.call("INCR", "s") end)) print(select(2, xpcall(function() redis.call("INCR", "s") end, function(e) return e.err end))) print(pcall(function() redis.call() end)) print(pcall(function() redis.call("GET", {}) end)) print(pcall(function() error(redis.error_reply("MINE text")) end)) print(pcall(function() error(redis.pcall("INCR", "s").err) end)) -- expect: false	ERR value is not an integer or out of range
-- expect: false	ERR value is not an integer or out of range
-- expect: ERR value is not an integer or out of range
-- expect: false	ERR Please specify at least one argument for this redis lib call
-- expect: false	ERR Lua redis lib command arguments must be strings or integers
-- expect: false	MINE text
-- expect: false	position-of-command-errors.lua:4: ERR value is not an integer or out of range
