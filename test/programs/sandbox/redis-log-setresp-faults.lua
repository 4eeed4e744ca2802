-- log, setresp, set_repl and acl_check_cmd check their arguments.
-- server: redis exists only there
print(pcall(redis.log)) print(pcall(redis.log, 1)) print(pcall(redis.log, "x", "m")) print(pcall(redis.log, 9, "m")) print(pcall(redis.log, -1, "m")) -- expect: false	ERR redis.log() requires two arguments or more.
-- expect: false	ERR redis.log() requires two arguments or more.
-- expect: false	ERR First argument must be a number (log level).
-- expect: false	ERR Invalid debug level.
-- expect: false	ERR Invalid debug level.
print(pcall(redis.setresp)) print(pcall(redis.setresp, 1)) print(pcall(redis.setresp, 4)) print(pcall(redis.setresp, "x")) print(pcall(redis.setresp, 2, 3)) print(redis.setresp(3), redis.setresp("2")) -- expect: false	ERR redis.setresp() requires one argument.
-- expect: false	ERR RESP version must be 2 or 3.
-- expect: false	ERR RESP version must be 2 or 3.
-- expect: false	ERR RESP version must be 2 or 3.
-- expect: false	ERR redis.setresp() requires one argument.
-- expect: nil
print(pcall(redis.set_repl)) print(pcall(redis.set_repl, 99)) print(pcall(redis.set_repl, "x")) print(redis.set_repl(redis.REPL_ALL)) print(pcall(redis.acl_check_cmd)) print(pcall(redis.acl_check_cmd, "NOSUCH")) print(redis.acl_check_cmd("GET", "k"), redis.acl_check_cmd("get")) -- expect: false	ERR redis.set_repl() requires two arguments.
-- expect: false	ERR Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.
-- expect: true
-- expect: 
-- expect: false	ERR Please specify at least one argument for this redis lib call
-- expect: false	ERR Invalid command passed to redis.acl_check_cmd()
-- expect: true	true
print(redis.replicate_commands(), redis.breakpoint(), redis.LOG_DEBUG, redis.LOG_VERBOSE, redis.LOG_NOTICE, redis.LOG_WARNING, redis.REPL_NONE, redis.REPL_AOF, redis.REPL_SLAVE, redis.REPL_REPLICA, redis.REPL_ALL) -- expect: true	false	0	1	2	3	0	1	2	2	3
