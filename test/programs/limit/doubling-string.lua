-- A string that doubles for ever ends with an error.
-- ours: the real ones would take the machine's memory
local ok, m = pcall(function() local s = "x" while true do s = s .. s end end) print(ok, m)
-- expect: false	not enough memory
