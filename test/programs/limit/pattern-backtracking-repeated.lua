-- A pattern that has been used often is no slower to fail, whatever it has been turned into.
local s = ("a"):rep(24) .. "!"
for i = 1, 6 do if s:find("^a-a-a-a-a-b") or s:match("(a*)(a*)(a*)(a*)b") or s:gsub("a+a+a+a+c", "") ~= s then print("matched") end end
print("done") -- expect: done
