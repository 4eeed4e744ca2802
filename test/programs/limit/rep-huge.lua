-- A string longer than memory is an error at once.
-- ours: the real ones would take the machine's memory
print(pcall(string.rep, "x", 1e10)) print(pcall(string.rep, "x", 2^31 - 1)) print(pcall(string.rep, ("x"):rep(1000), 2^30)) print(#("x"):rep(2^20)) print(#("x"):rep(2^32 + 3))
-- expect: false	not enough memory
-- expect: false	not enough memory
-- expect: false	not enough memory
-- expect: 1048576
-- expect: 3
