-- A [[ inside a [[ string is plain text on the server.
-- differs: stock lua5.1 is built with LUA_COMPAT_LSTR and calls nesting deprecated; the server is not
print(loadstring("return [[ a [[ b ]]", "=s")()) -- expect:  a [[ b 
print(loadstring("x = [[ [[ ", "=s")) -- expect: nil	s:1: unfinished long string near '<eof>'
print(loadstring("return [[ a [[ b ]] ]]", "=s")) -- expect: nil	s:1: '<eof>' expected near ']'
print(loadstring("return [=[ a [[ b ]] ]=]", "=s")()) -- expect:  a [[ b ]] 
