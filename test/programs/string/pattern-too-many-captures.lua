-- A pattern has at most 32 captures.
print(select("#", ("x"):rep(32):match(("(x)"):rep(32)))) print(pcall(string.match, ("x"):rep(33), ("(x)"):rep(33))) print(pcall(string.find, "", ("()"):rep(33))) -- expect: 32
-- expect: false	too many captures
-- expect: false	too many captures
