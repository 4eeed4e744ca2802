-- Options set in one call stay for the next code of the same instance.
-- server: lua5.1 has no cjson library
local function set() cjson.encode_number_precision(5) cjson.encode_sparse_array(true) end set() print(cjson.encode(math.pi), cjson.encode({[100] = 1})) print(pcall(cjson.encode_number_precision, 99)) print(cjson.encode_number_precision()) -- expect: 3.1416	{"100":1}
-- expect: false	bad argument #1 to '?' (expected integer between 1 and 14)
-- expect: 5
