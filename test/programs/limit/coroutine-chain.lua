-- A chain of coroutines, each resuming the next, ends at the limit of C calls.
local function chain(n) return coroutine.wrap(function() if n == 0 then return "end" end return chain(n - 1)() end) end
print(chain(100)()) local ok, m = pcall(chain(1000)) print(ok, type(m)) -- expect: end
-- expect: false	string
