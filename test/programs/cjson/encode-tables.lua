-- Arrays with holes hold null, other keys make an object, and the order is that of pairs.
-- server: lua5.1 has no cjson library
print(cjson.encode({}), cjson.encode({1, 2, 3}), cjson.encode({1, nil, 3}), cjson.encode({nil, nil, 3}), cjson.encode({a = 1}), cjson.encode({1, 2, x = 3}), cjson.encode({[3] = "c"}), cjson.encode({[1] = 1, [10] = 10}), cjson.encode({{}, {{}}}), cjson.encode({[1.5] = 1}), cjson.encode({[0] = 0}), cjson.encode({[-1] = 1}), cjson.encode({["1"] = 1})) print(cjson.encode({id = 1, name = "n", tags = {"a", "b"}, nested = {x = {y = {}}}, ok = true, none = cjson.null})) print(pcall(cjson.encode, {[true] = 1})) print(pcall(cjson.encode, {[{}] = 1})) print(pcall(cjson.encode, {f = print})) print(cjson.encode(setmetatable({a = 1}, {__index = {b = 2}}))) -- expect: {}	[1,2,3]	[1,null,3]	[null,null,3]	{"a":1}	{"1":1,"2":2,"x":3}	[null,null,"c"]	[1,null,null,null,null,null,null,null,null,10]	[{},[{}]]	{"1.5":1}	{"0":0}	{"-1":1}	{"1":1}
-- expect: {"ok":true,"name":"n","tags":["a","b"],"id":1,"nested":{"x":{"y":{}}},"none":null}
-- expect: false	Cannot serialise boolean: table key must be a number or string
-- expect: false	Cannot serialise table: table key must be a number or string
-- expect: false	Cannot serialise function: type not supported
-- expect: {"a":1}
