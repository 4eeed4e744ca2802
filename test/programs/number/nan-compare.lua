-- NaN is equal to nothing, is less than nothing, and is no key.
local nan = 0/0
print(nan == nan, nan ~= nan, nan < 1, nan > 1, nan <= nan, not (nan < nan), nan == 1) -- expect: false	true	false	false	false	true	false
local t = {}
print(t[nan], pcall(function() t[nan] = 1 end)) -- expect: nil	false	nan-compare.lua:5: table index is NaN
print(pcall(rawset, t, nan, 1)) -- expect: false	table index is NaN
print(rawget(t, nan), next(t)) -- expect: nil	nil
