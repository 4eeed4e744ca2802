-- String functions called as methods.
local s = "hello" print(s:upper(), s:len(), s:sub(2, 3), s:rep(2), s:reverse(), s:byte(1), #s) print(("%d"):format(5), ("x"):rep(0) == "") print(s:find("l"), s:match("l+"), (s:gsub("l", "L"))) -- expect: HELLO	5	el	hellohello	olleh	104	5
-- expect: 5	true
-- expect: 3	ll	heLLo
for w in ("a b c"):gmatch("%a") do print(w) end print(("abc"):byte(1, -1)) print(string.char(72, 105)) print(("a,b,c"):find(",", 1, true)) print(("x"):len(), ("").len("")) -- expect: a
-- expect: b
-- expect: c
-- expect: 97	98	99
-- expect: Hi
-- expect: 2	2
-- expect: 1	0
