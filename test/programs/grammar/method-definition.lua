-- function a.b:c() adds a parameter self; a:c(x) passes a once evaluated.
local object = {inner = {}}
function object.inner:get(x) return self == object.inner, x end
function object.inner.plain(x) return x end
print(object.inner:get(1)) -- expect: true	1
print(object.inner.plain(2), object.inner.get(nil, 3)) -- expect: 2	false	3
local calls = 0
local function make() calls = calls + 1 return object.inner end
print(make():get(4)) print(calls) -- expect: true	4
-- expect: 1
