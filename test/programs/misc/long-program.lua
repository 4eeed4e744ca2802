-- A longer program: a stack machine, a parser, a sieve, a queue.
local S = {} local function push(v) S[#S + 1] = v end local function pop() local v = S[#S] S[#S] = nil return v end
local ops = {["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end, ["*"] = function(a, b) return a * b end, ["/"] = function(a, b) return a / b end}
local function rpn(s) for tok in s:gmatch("%S+") do if ops[tok] then local b, a = pop(), pop() push(ops[tok](a, b)) else push(tonumber(tok)) end end return pop() end
print(rpn("3 4 + 2 *"), rpn("5 1 2 + 4 * + 3 -")) -- expect: 14	14
local function qs(t, lo, hi) if lo < hi then local p, i = t[hi], lo - 1 for j = lo, hi - 1 do if t[j] <= p then i = i + 1 t[i], t[j] = t[j], t[i] end end t[i + 1], t[hi] = t[hi], t[i + 1] qs(t, lo, i) qs(t, i + 2, hi) end end
local t = {5, 2, 8, 1, 9, 3, 7, 4, 6} qs(t, 1, #t) print(unpack(t)) local primes = {} for n = 2, 50 do local p = true for _, q in ipairs(primes) do if q * q > n then break end if n % q == 0 then p = false break end end if p then primes[#primes + 1] = n end end print(unpack(primes)) -- expect: 1	2	3	4	5	6	7	8	9
-- expect: 2	3	5	7	11	13	17	19	23	29	31	37	41	43	47
local function hanoi(n, a, b, c) if n == 0 then return 0 end return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) end print(hanoi(8, "a", "b", "c")) local memo = {} local function fibm(n) if n < 3 then return 1 end if memo[n] then return memo[n] end local v = fibm(n - 1) + fibm(n - 2) memo[n] = v return v end print(fibm(80)) -- expect: 255
-- expect: 2.3416728348468e+16
local Q = {first = 1, last = 0} function Q:push(v) self.last = self.last + 1 self[self.last] = v end function Q:pop() local v = self[self.first] self[self.first] = nil self.first = self.first + 1 return v end for i = 1, 5 do Q:push(i) end print(Q:pop(), Q:pop(), Q.first, Q.last) -- expect: 1	2	3	5
local str = "the quick brown fox" local cnt = {} for c in str:gmatch(".") do cnt[c] = (cnt[c] or 0) + 1 end print(cnt.o, cnt[" "], cnt.q, cnt.z) local words = {} for w in str:gmatch("%a+") do words[#words + 1] = w:sub(1, 1):upper() .. w:sub(2) end print(unpack(words)) -- expect: 2	3	1	nil
-- expect: The	Quick	Brown	Fox
