-- An absent member of a library is nil, also of redis.
-- server: redis exists only there
print(redis.nosuch, math.nosuch, string.nosuch, cjson.nosuch, bit.nosuch, ("x").nosuch) -- expect: nil	nil	nil	nil	nil	nil
print(pcall(function() redis.nosuch() end)) print(pcall(function() math.nosuch.x = 1 end)) print(pcall(function() ("x"):nosuch() end)) -- expect: false	library-fields-absent.lua:4: attempt to call field 'nosuch' (a nil value)
-- expect: false	library-fields-absent.lua:4: attempt to index field 'nosuch' (a nil value)
-- expect: false	library-fields-absent.lua:4: attempt to call method 'nosuch' (a nil value)
