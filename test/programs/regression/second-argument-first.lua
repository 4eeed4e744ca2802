-- Where both arguments of pow, fmod, atan2 and ldexp are wrong, the second is told.
print(pcall(math.pow)) print(pcall(math.fmod, "x", "y")) print(pcall(math.atan2, {}, {})) print(pcall(math.ldexp, nil, nil)) print(pcall(math.pow, "x", 1)) print(pcall(function() math.pow(nil) end)) print(math.mod == math.fmod) -- expect: false	bad argument #2 to '?' (number expected, got no value)
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #2 to '?' (number expected, got table)
-- expect: false	bad argument #2 to '?' (number expected, got nil)
-- expect: false	bad argument #1 to '?' (number expected, got string)
-- expect: false	second-argument-first.lua:2: bad argument #2 to 'pow' (number expected, got no value)
-- expect: true
