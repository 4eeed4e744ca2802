-- A chunk's name in messages: @ a file, = as it is, anything else a quoted first line.
local function try(name) return select(2, pcall(loadstring("error('m')", name))) end
print(try("@file.lua")) print(try("=name")) print(try("text")) print(try("two\nlines")) print(try("")) -- expect: file.lua:1: m
-- expect: name:1: m
-- expect: [string "text"]:1: m
-- expect: [string "two..."]:1: m
-- expect: [string ""]:1: m
print(try("@" .. ("d/"):rep(60) .. "end.lua")) -- expect: .../d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/end.lua:1: m
print(try("=" .. ("n"):rep(100))) -- expect: nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn:1: m
print(try(("s"):rep(100))) -- expect: [string "sssssssssssssssssssssssssssssssssssssssssss..."]:1: m
print(try("a\n"), try("\nb"), try("=a\nb")) -- expect: [string "a..."]:1: m	[string "..."]:1: m	a
-- expect: b:1: m
print(select(2, pcall(loadstring("error('m')")))) -- expect: [string "error('m')"]:1: m
print(select(2, pcall(loadstring("local x = 1\nerror('second')")))) -- expect: [string "local x = 1..."]:2: second
