-- Quantified captures and single characters in the thousands: the matcher's own limits are errors, never a crash.
local ok, m = pcall(string.find, ("a"):rep(300000), ("a?"):rep(1000)) print(ok) -- expect: true
print((pcall(string.match, ("x"):rep(3000), ".-b"))) -- expect: true
print(pcall(string.find, "x", ("("):rep(40))) print(#("x"):rep(100000):gsub("x", "yy")) -- expect: false	too many captures
-- expect: 200000
print(("a"):rep(30000):find(("a"):rep(30000))) -- expect: 1	30000
