-- assert's results and messages.
print(assert(1, "unused", 3)) print(pcall(assert, false)) print(pcall(assert, nil, "msg")) print(pcall(assert)) -- expect: 1	unused	3
-- expect: false	assertion failed!
-- expect: false	msg
-- expect: false	bad argument #1 to '?' (value expected)
print(pcall(function() assert(false, "here") end)) print(pcall(function() assert(nil) end)) -- expect: false	assert.lua:6: here
-- expect: false	assert.lua:6: assertion failed!
print(pcall(function() assert(false, {}) end)) print(pcall(function() assert(false, 42) end)) -- expect: false	assert.lua:8: bad argument #2 to 'assert' (string expected, got table)
-- expect: false	assert.lua:8: 42
print(select("#", assert(1, nil, nil))) -- expect: 3
