-- Values decode to Lua's; null is a userdata that equals cjson.null.
-- server: lua5.1 has no cjson library
print(cjson.decode("1"), cjson.decode("-1.5e3"), cjson.decode('"x"'), cjson.decode("true"), cjson.decode("false"), cjson.decode("null") == cjson.null, type(cjson.decode("null")), cjson.decode(" [1] ")[1], #cjson.decode("[]"), next(cjson.decode("{}"))) local t = cjson.decode('{"a":[1,2,{"b":null}],"c":{"d":"e"}}') print(t.a[1], #t.a, t.a[3].b == cjson.null, t.c.d) print(tostring(cjson.null), cjson.decode("[null,1]")[1] == nil, #cjson.decode("[1,null]"), cjson.decode("0x10"), cjson.decode("NaN") ~= cjson.decode("nan"), cjson.decode("Infinity"), cjson.decode("-inf"), cjson.decode("1e400"), cjson.decode("0.1"), cjson.decode("12345678901234567890"), cjson.decode('{"a":1,"a":2}').a) print(cjson.encode(cjson.decode('{"z":1,"y":[],"x":{},"w":null,"v":"\\u00e9"}'))) -- expect: 1	-1500	x	true	false	true	userdata	1	0	nil
-- expect: 1	3	true	e
-- expect: userdata: (nil)	false	2	16	true	inf	-inf	inf	0.1	1.2345678901235e+19	2
-- expect: {"y":{},"x":{},"z":1,"w":null,"v":"é"}
