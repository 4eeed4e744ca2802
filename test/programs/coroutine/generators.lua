-- Generators make permutations, nested iteration, a producer behind a filter.
local function permute(a, n)
  n = n or #a
  if n <= 1 then coroutine.yield(table.concat(a)) return end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permute(a, n - 1)
    a[n], a[i] = a[i], a[n]
  end
end
local all = {}
for p in coroutine.wrap(function() permute{"a", "b", "c"} end) do all[#all + 1] = p end
print(table.concat(all, " ")) -- expect: bca cba cab acb bac abc
local function tree(t) if t then tree(t[1]) coroutine.yield(t.v) tree(t[2]) end end
local walked = {}
for v in coroutine.wrap(function() tree{{v = 1}, {{v = 3}, v = 4}, v = 2} end) do walked[#walked + 1] = v end
print(table.concat(walked, " ")) -- expect: 1 2 3 4
