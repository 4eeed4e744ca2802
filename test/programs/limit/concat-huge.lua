-- Joining beyond the longest string is an error, not a crash.
-- ours: the real ones would take the machine's memory
local s = ("x"):rep(2^28)
print((pcall(function() local t = s .. s .. s return #t end)))
print((pcall(table.concat, {s, s, s})))
print((pcall(string.gsub, s, "^x", function() return s end)))
print((pcall(function() for i = 1, 40 do s = s .. s end end)))
-- expect: false
-- expect: false
-- expect: false
-- expect: false
