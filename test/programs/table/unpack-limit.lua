-- unpack gives at most what fits on the C stack, and cuts its bounds to 32 bits.
-- differs: stock lua5.1 crashes on bounds that overflow (CVE-2014-5461)
local function count(n) local ok, r = pcall(function() return select("#", unpack({}, 1, n)) end) return ok and r or r end
print(count(7000), count(7900)) print(count(8000)) print(count(1e6)) print(count(2^31 - 1)) print(pcall(unpack, {}, 1, 2^31)) print(pcall(unpack, {}, -2^31, 2^31 - 1)) print(pcall(unpack, {}, 1, 1e15)) -- expect: 7000	7900
-- expect: unpack-limit.lua:3: too many results to unpack
-- expect: unpack-limit.lua:3: too many results to unpack
-- expect: unpack-limit.lua:3: too many results to unpack
-- expect: true
-- expect: false	too many results to unpack
-- expect: true
