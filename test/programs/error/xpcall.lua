-- xpcall's handler sees the error before the stack unwinds and its first result is handed on.
print(xpcall(function() return 1, 2 end, print)) -- expect: true	1	2
print(xpcall(function() error("x") end, function(m) return "handled " .. m, "dropped" end)) -- expect: false	handled xpcall.lua:3: x
print(xpcall(function() error({code = 5}) end, function(e) return e.code end)) -- expect: false	5
print(xpcall(function() local x = nil + 1 end, function(m) return m end)) -- expect: false	xpcall.lua:5: attempt to perform arithmetic on a nil value
print(xpcall(function() error() end, function(m) return m == nil end)) -- expect: false	true
print(pcall(xpcall)) -- expect: false	bad argument #2 to '?' (value expected)
print(pcall(xpcall, 1)) -- expect: false	bad argument #2 to '?' (value expected)
print(xpcall(nil, function(m) return m end)) -- expect: false	attempt to call a nil value
