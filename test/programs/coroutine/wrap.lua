-- wrap gives a function that resumes and passes errors on.
local gen = coroutine.wrap(function(...) for i = 1, select("#", ...) do coroutine.yield((select(i, ...))) end return "end" end)
print(gen("a", "b")) print(gen()) print(gen()) -- expect: a
-- expect: b
-- expect: end
print(pcall(gen)) -- expect: false	cannot resume dead coroutine
local bad = coroutine.wrap(function() error("inside") end)
print(pcall(bad)) print(pcall(bad)) -- expect: false	wrap.lua:7: inside
-- expect: false	cannot resume dead coroutine
local table_error = coroutine.wrap(function() error({1}) end)
print(type(select(2, pcall(table_error)))) -- expect: table
print(select("#", coroutine.wrap(function() return nil, nil end)())) -- expect: 2
