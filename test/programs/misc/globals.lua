-- Global variables, _G and the functions among them.
-- stock: it writes globals
x = 1 print(x, _G.x, _G["x"]) _G.y = 2 print(y) local x = 5 print(x, _G.x) print(_G._G == _G, _VERSION) z = nil print(z, rawget(_G, "z")) function globf() return "g" end print(globf(), _G.globf == globf) print(type(_G), undefinedvar) -- expect: 1	1	1
-- expect: 2
-- expect: 5	1
-- expect: true	Lua 5.1
-- expect: nil	nil
-- expect: g	true
-- expect: table	nil
for _, n in ipairs({"assert", "error", "pcall", "xpcall", "select", "tonumber", "tostring", "type", "unpack", "next", "pairs", "ipairs", "rawget", "rawset", "rawequal", "setmetatable", "getmetatable", "load", "loadstring", "collectgarbage", "gcinfo"}) do if type(_G[n]) ~= "function" then print("missing", n) end end
print(type(collectgarbage("count")), collectgarbage("collect"), collectgarbage("step") ~= nil, type(gcinfo())) _ENV = 5 print(_ENV) local goto_ = 1 goto = 2 print(goto) -- expect: number	0	true	number
-- expect: 5
-- expect: 2
