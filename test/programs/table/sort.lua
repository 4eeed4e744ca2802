-- sort orders numbers, strings, or anything by a comparator, in place and without results.
local function sorted(t, f) table.sort(t, f) return table.concat(t, " ") end
print(sorted{3, 1, 2}, sorted{"b", "a", "C", "10", "9"}, sorted({3, 1, 2}, function(a, b) return a > b end), sorted{}, sorted{1}) -- expect: 1 2 3	10 9 C a b	3 2 1		1
print(select("#", table.sort({2, 1})), sorted{0.5, -1, 1/0, -1/0, 0}, sorted({"bb", "a", "ccc"}, function(a, b) return #a < #b end)) -- expect: 0	-inf -1 0 0.5 inf	a bb ccc
local recs = {{k = 2}, {k = 1}, {k = 3}} table.sort(recs, function(a, b) return a.k < b.k end) print(recs[1].k, recs[2].k, recs[3].k) -- expect: 1	2	3
local m = {__lt = function(a, b) return a.v > b.v end} local o = {} for i = 1, 3 do o[i] = setmetatable({v = i}, m) end table.sort(o) print(o[1].v, o[2].v, o[3].v) -- expect: 3	2	1
