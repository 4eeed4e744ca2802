-- gmatch walks all matches; an empty match moves on by one.
local function all(s, p) local r = {} for a, b in s:gmatch(p) do r[#r + 1] = tostring(a) .. (b ~= nil and ":" .. tostring(b) or "") end return table.concat(r, "|") end
print(all("one two  three", "%a+"), all("k=v, a=b", "(%w+)=(%w+)"), all("abc", ""), all("abc", "x*"), all("aXbX", "(.)X"), all("", "."), all("", ""), all("abc", "()"), all("a,b,,c", "([^,]*)"), all("aaa", "a-")) -- expect: one|two|three	k:v|a:b	|||	|||	a|b			1|2|3|4	a||b|||c|	|||
local it = ("ab"):gmatch(".") print(it(), it(), it(), it()) print(type(("x"):gmatch("x")), string.gfind == string.gmatch) -- expect: a	b	nil
-- expect: function	true
print(pcall(function() for w in ("abc"):gmatch("(") do end end)) -- expect: false	gmatch.lua:6: unfinished capture
