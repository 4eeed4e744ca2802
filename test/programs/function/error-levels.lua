-- error with levels 0, 1 and 2.
local function f() error("one") end print(pcall(f)) -- expect: false	error-levels.lua:2: one
local function g() error("two", 2) end local function h() g() end print(pcall(h)) -- expect: false	error-levels.lua:3: two
print(pcall(function() error("zero", 0) end)) -- expect: false	zero
local ok, e = pcall(function() error({code = 5}) end) print(type(e), e.code) -- expect: table	5
print(pcall(error)) print(pcall(error, nil)) print(pcall(error, "msg")) print(pcall(error, "msg", 2)) -- expect: false	nil
-- expect: false	nil
-- expect: false	msg
-- expect: false	error-levels.lua:6: msg
print(pcall(function() error() end)) print(pcall(function() error(nil) end)) print(pcall(function() error(42) end)) print(pcall(function() error(true) end)) -- expect: false	nil
-- expect: false	nil
-- expect: false	error-levels.lua:10: 42
-- expect: false	true
local function tail() return error("tail") end print(pcall(tail)) -- expect: false	error-levels.lua:14: tail
local function lvl2() error("up", 2) end local function mid() lvl2() return 1 end
print(pcall(mid)) -- expect: false	error-levels.lua:15: up
local function tail2() return lvl2() end print(pcall(function() local r = tail2() return r end)) -- expect: false	up
