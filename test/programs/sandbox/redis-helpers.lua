-- error_reply, status_reply and sha1hex.
-- server: redis exists only there
local function show(t) local r = {} for k, v in pairs(t) do r[#r + 1] = k .. "=" .. tostring(v) end table.sort(r) return table.concat(r, " ") end
print(show(redis.error_reply("ERR x"))) print(show(redis.error_reply("custom"))) print(show(redis.error_reply("MY x"))) print(show(redis.error_reply("-MY x"))) print(show(redis.error_reply(""))) print(show(redis.error_reply("-"))) -- expect: err=ERR x
-- expect: err=ERR custom
-- expect: err=MY x
-- expect: err=MY x
-- expect: err=ERR 
-- expect: err=ERR 
print(show(redis.status_reply("OK"))) print(show(redis.status_reply(""))) -- expect: ok=OK
-- expect: ok=
for _, f in ipairs{"error_reply", "status_reply"} do local r = redis[f](1) print(show(r)) print(show(redis[f]({}))) print(show(redis[f]())) print(show(redis[f]("a", "b"))) end -- expect: err=ERR wrong number or type of arguments
-- expect: err=ERR wrong number or type of arguments
-- expect: err=ERR wrong number or type of arguments
-- expect: err=ERR wrong number or type of arguments
-- expect: err=ERR wrong number or type of arguments
-- expect: err=ERR wrong number or type of arguments
-- expect: err=ERR wrong number or type of arguments
-- expect: err=ERR wrong number or type of arguments
print(redis.sha1hex(""), redis.sha1hex("abc"), redis.sha1hex("\0\255")) print(pcall(redis.sha1hex)) print(redis.sha1hex(5), redis.sha1hex(nil) == redis.sha1hex("")) print(pcall(redis.sha1hex, "a", "b")) -- expect: da39a3ee5e6b4b0d3255bfef95601890afd80709	a9993e364706816aba3e25717850c26c9cd0d89d	aa3e5dcdd77b153f2e59bd0d8794fde33cb4e486
-- expect: false	ERR wrong number of arguments
-- expect: ac3478d69a3c81fa62e60f5c3696165a4e5e6ac4	true
-- expect: false	ERR wrong number of arguments
