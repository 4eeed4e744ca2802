-- Nesting beyond 1000 is refused, or beyond what encode_max_depth says.
-- server: lua5.1 has no cjson library
local function nest(n) local t = {} for i = 2, n do t = {t} end return t end
print(#cjson.encode(nest(1000))) print(pcall(cjson.encode, nest(1001))) local loop = {} loop[1] = loop print(pcall(cjson.encode, loop)) local o = {} o.o = o print(pcall(cjson.encode, o)) print(cjson.encode_max_depth()) print(cjson.encode_max_depth(3)) print(pcall(cjson.encode, nest(4))) print(cjson.encode(nest(3))) print(pcall(cjson.encode_max_depth, 0)) print(pcall(cjson.encode_max_depth, "x")) print(pcall(cjson.encode_max_depth, 1, 2)) print(cjson.encode_max_depth(2^31 - 1)) print(pcall(cjson.encode_max_depth, 2^31)) -- expect: 2000
-- expect: false	Cannot serialise, excessive nesting (1001)
-- expect: false	Cannot serialise, excessive nesting (1001)
-- expect: false	Cannot serialise, excessive nesting (1001)
-- expect: 1000
-- expect: 3
-- expect: false	Cannot serialise, excessive nesting (4)
-- expect: [[{}]]
-- expect: false	bad argument #1 to '?' (expected integer between 1 and 2147483647)
-- expect: false	bad argument #1 to '?' (number expected, got string)
-- expect: false	bad argument #2 to '?' (found too many arguments)
-- expect: 2147483647
-- expect: false	bad argument #1 to '?' (expected integer between 1 and 2147483647)
