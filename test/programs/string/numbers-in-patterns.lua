-- Typical patterns of scripts: trim, split, CSV, URL, date, key parts, escape.
local function split(s, sep) local r = {} for p in (s .. sep):gmatch("(.-)" .. sep:gsub("%p", "%%%0")) do r[#r + 1] = p end return table.concat(r, "|"), #r end
print(split("a,b,,c", ",")) print(split("a.b.c", ".")) print(split("", ",")) print(("  x y  "):gsub("^%s*(.-)%s*$", "%1")) print(("http://h:80/p?q=1"):match("^(%w+)://([^:/]+):?(%d*)(/?[^?]*)%??(.*)$")) print(("user:42:name"):match("^user:(%d+):(.+)$")) print(("a&b<c>"):gsub("[&<>]", {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;"})) print(("%d"):gsub("%%", "%%%%")) print(("CamelCaseText"):gsub("(%l)(%u)", "%1_%2")) -- expect: a|b||c	4
-- expect: a|b|c	3
-- expect: 	1
-- expect: x y	1
-- expect: http	h	80	/p	q=1
-- expect: 42	name
-- expect: a&amp;b&lt;c&gt;	3
-- expect: %%d	1
-- expect: Camel_Case_Text	2
