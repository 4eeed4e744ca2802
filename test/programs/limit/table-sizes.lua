-- Hundreds of thousands of entries in array, hash and both.
local t = {} for i = 1, 300000 do t[i] = i end print(#t) for i = 300000, 1, -2 do t[i] = nil end local n = 0 for _ in pairs(t) do n = n + 1 end print(n) local h = {} for i = 1, 100000 do h["k" .. i] = i end n = 0 for _, v in pairs(h) do n = n + v end print(n) local far = {} far[2^40] = 1 far[-2^40] = 2 far[1e300] = 3 print(far[2^40], #far) -- expect: 300000
-- expect: 150000
-- expect: 5000050000
-- expect: 1	0
