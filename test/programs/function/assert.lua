print(assert(1, "unused", 3)) print(pcall(assert, false)) print(pcall(assert, nil, "msg")) print(pcall(assert))
print(pcall(function() assert(false, "here") end)) print(pcall(function() assert(nil) end))
print(pcall(function() assert(false, {}) end)) print(pcall(function() assert(false, 42) end))
print(select("#", assert(1, nil, nil)))
-- expect: 1	unused	3
-- expect: false	assertion failed!
-- expect: false	msg
-- expect: false	bad argument #1 to '?' (value expected)
-- expect: false	assert.lua:2: here
-- expect: false	assert.lua:2: assertion failed!
-- expect: false	assert.lua:3: bad argument #2 to 'assert' (string expected, got table)
-- expect: false	assert.lua:3: 42
-- expect: 3
