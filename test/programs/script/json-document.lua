-- A document is kept as JSON and changed by path.
-- server: it calls commands
local function set(key, path, value) local doc = cjson.decode(redis.call("GET", key) or "{}") local at = doc for part, rest in path:gmatch("([^.]+)(%.?)") do local k = tonumber(part) or part if rest == "" then at[k] = value else at[k] = at[k] or {} at = at[k] end end redis.call("SET", key, cjson.encode(doc)) return redis.call("GET", key) end
print(set("d", "a", 1)) print(set("d", "b.c", "x")) print(set("d", "list.1", true)) print(set("d", "list.2", 2.5)) print(set("d", "b.c", cjson.null)) print(set("d", "a", nil)) -- expect: {"a":1}
-- expect: {"a":1,"b":{"c":"x"}}
-- expect: {"a":1,"list":[true],"b":{"c":"x"}}
-- expect: {"a":1,"b":{"c":"x"},"list":[true,2.5]}
-- expect: {"a":1,"list":[true,2.5],"b":{"c":null}}
-- expect: {"b":{"c":null},"list":[true,2.5]}
