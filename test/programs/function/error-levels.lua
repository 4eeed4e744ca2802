local function f() error("one") end print(pcall(f))
local function g() error("two", 2) end local function h() g() end print(pcall(h))
print(pcall(function() error("zero", 0) end))
local ok, e = pcall(function() error({code = 5}) end) print(type(e), e.code)
print(pcall(error)) print(pcall(error, nil)) print(pcall(error, "msg")) print(pcall(error, "msg", 2))
print(pcall(function() error() end)) print(pcall(function() error(nil) end)) print(pcall(function() error(42) end)) print(pcall(function() error(true) end))
local function tail() return error("tail") end print(pcall(tail))
local function lvl2() error("up", 2) end local function mid() lvl2() return 1 end
print(pcall(mid))
local function tail2() return lvl2() end print(pcall(function() local r = tail2() return r end))
-- expect: false	error-levels.lua:1: one
-- expect: false	error-levels.lua:2: two
-- expect: false	zero
-- expect: table	5
-- expect: false	nil
-- expect: false	nil
-- expect: false	msg
-- expect: false	error-levels.lua:5: msg
-- expect: false	nil
-- expect: false	nil
-- expect: false	error-levels.lua:6: 42
-- expect: false	true
-- expect: false	error-levels.lua:7: tail
-- expect: false	error-levels.lua:8: up
-- expect: false	up
