-- string.dump refuses a builtin, and loadstring refuses bytecode.
-- differs: stock lua5.1 loads bytecode
print(pcall(string.dump, string.rep)) print(pcall(string.dump)) print(pcall(string.dump, {})) print(pcall(string.dump, "x")) -- expect: false	unable to dump given function
-- expect: false	bad argument #1 to '?' (function expected, got no value)
-- expect: false	bad argument #1 to '?' (function expected, got table)
-- expect: false	bad argument #1 to '?' (function expected, got string)
print(loadstring("\27Lua", "=s")) -- expect: nil	s:1: unexpected symbol near 'char(27)'
print(loadstring("\27LuaQ\0\1\4\8\4\8\0", "=s")) -- expect: nil	s:1: unexpected symbol near 'char(27)'
