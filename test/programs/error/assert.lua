-- assert gives its arguments back, or raises its message as it is, without a position.
print(assert(1, 2, 3)) -- expect: 1	2	3
print(assert("x"), assert(0), (assert({}) ~= nil)) -- expect: x	0	true
print(pcall(function() assert(false) end)) -- expect: false	assert.lua:4: assertion failed!
print(pcall(function() assert(nil, "own message") end)) -- expect: false	assert.lua:5: own message
print(pcall(function() assert(false, 42) end)) -- expect: false	assert.lua:6: 42
print(pcall(function() assert(nil, nil) end)) -- expect: false	assert.lua:7: assertion failed!
print(pcall(assert)) -- expect: false	bad argument #1 to '?' (value expected)
print(pcall(function() assert() end)) -- expect: false	assert.lua:9: bad argument #1 to 'assert' (value expected)
print(pcall(function() assert(false, {}) end)) -- expect: false	assert.lua:10: bad argument #2 to 'assert' (string expected, got table)
print(pcall(function() assert(false, true) end)) -- expect: false	assert.lua:11: bad argument #2 to 'assert' (string expected, got boolean)
print(pcall(assert, false, "direct")) -- expect: false	direct
