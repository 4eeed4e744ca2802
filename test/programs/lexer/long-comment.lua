-- A long comment may hold anything but its own closing bracket.
--[[ print(1)
]] print("after") --[==[ ]] ]=] ]==] print("still") -- expect: after
-- expect: still
--[ print("not long")
--[=x print("nor this")
--[[ a ]] --[[ b ]] print("two") -- expect: two
print(loadstring("--[[ open", "=s")) -- expect: nil	s:1: unfinished long comment near '<eof>'
print(loadstring("--[==[ open ]=]\n", "=s")) -- expect: nil	s:2: unfinished long comment near '<eof>'
print(type(loadstring("-- to the end of file"))) -- expect: function
