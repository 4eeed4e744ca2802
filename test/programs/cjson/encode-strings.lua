-- Strings escape quotes, backslashes, slashes, control characters and 127; other bytes pass.
-- server: lua5.1 has no cjson library
print(cjson.encode('a"b\\c/d')) print(cjson.encode("\b\f\n\r\t\0\1\31\127")) print(cjson.encode("\226\130\172"):byte(1, -1)) print(cjson.encode(""), #cjson.encode(("x"):rep(1000))) -- expect: "a\"b\\c\/d"
-- expect: "\b\f\n\r\t\u0000\u0001\u001f\u007f"
-- expect: 34	226	130	172	34
-- expect: ""	1002
