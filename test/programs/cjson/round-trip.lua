-- What scripts store as JSON comes back; empty arrays come back as empty objects.
-- server: lua5.1 has no cjson library
local function trip(v) return cjson.encode(cjson.decode(cjson.encode(v))) end
print(trip{1, 2, {3}}, trip{a = {b = {c = 1}}}, trip("x\0y"), trip{{}}, trip(0.1), trip(1e20), trip{n = cjson.null}, trip{1.5, -2, 0}) print(cjson.encode(cjson.decode("[]")), cjson.encode(cjson.decode("{}"))) local job = {id = "7", name = "send", data = {to = "a@b.c", n = 3}, opts = {attempts = 3, delay = 0}, timestamp = 1700000000000, progress = 0.5} print(cjson.encode(job)) print(cjson.encode(cjson.decode('{"timestamp":1700000000000,"big":9007199254740993,"f":1.10}'))) -- expect: [1,2,[3]]	{"a":{"b":{"c":1}}}	"x\u0000y"	[{}]	0.1	1e+20	{"n":null}	[1.5,-2,0]
-- expect: {}	{}
-- expect: {"name":"send","progress":0.5,"id":"7","timestamp":1700000000000,"data":{"to":"a@b.c","n":3},"opts":{"delay":0,"attempts":3}}
-- expect: {"timestamp":1700000000000,"f":1.1,"big":9.007199254741e+15}
