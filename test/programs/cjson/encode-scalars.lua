-- Scalars encode with 14 digits; NaN and infinities are refused.
-- server: lua5.1 has no cjson library
print(cjson.encode(1), cjson.encode(1.5), cjson.encode(0.1), cjson.encode(1e100), cjson.encode(2^53), cjson.encode(123456789012345), cjson.encode(1234567890123456), cjson.encode(-0), cjson.encode(1e-7), cjson.encode(0.1 + 0.2), cjson.encode(true), cjson.encode(nil), cjson.encode(cjson.null), cjson.encode("x"), cjson.encode(1/3)) print(pcall(cjson.encode, 1/0)) print(pcall(cjson.encode, -1/0)) print(pcall(cjson.encode, 0/0)) print(pcall(cjson.encode, print)) print(pcall(cjson.encode, coroutine.create(function() end))) print(pcall(cjson.encode)) print(pcall(cjson.encode, 1, 2)) -- expect: 1	1.5	0.1	1e+100	9.007199254741e+15	1.2345678901234e+14	1.2345678901235e+15	-0	1e-07	0.3	true	null	null	"x"	0.33333333333333
-- expect: false	Cannot serialise number: must not be NaN or Inf
-- expect: false	Cannot serialise number: must not be NaN or Inf
-- expect: false	Cannot serialise number: must not be NaN or Inf
-- expect: false	Cannot serialise function: type not supported
-- expect: false	Cannot serialise thread: type not supported
-- expect: false	bad argument #1 to '?' (expected 1 argument)
-- expect: false	bad argument #1 to '?' (expected 1 argument)
