-- %s takes strings and numbers, stops at a zero byte only when it has to cut or pad.
local f = string.format
print(f("%s|%s|%s", "a", 1, 0.1), f("%5s|%-5s|%.2s|%5.1s|", "ab", "ab", "abc", "xyz"), f("%s", ("x"):rep(200)):len(), f("%5s", ("x"):rep(200)):len(), f("%.3s", ("x"):rep(200)), #f("%s", "a\0b"), #f("%5s", "a\0b"), #f("%s", "a\0" .. ("x"):rep(100)), #f("%.200s" == "" and "" or "%.99s", ("y"):rep(150))) -- expect: a|1|0.1	   ab|ab   |ab|    x|	200	200	xxx	1	5	102	99
print(pcall(f, "%s")) print(pcall(f, "%s", {})) print(pcall(f, "%s", nil)) print(pcall(f, "%s", true)) print(pcall(f, "%s", print)) -- expect: false	bad argument #2 to '?' (no value)
-- expect: false	bad argument #2 to '?' (string expected, got table)
-- expect: false	bad argument #2 to '?' (string expected, got nil)
-- expect: false	bad argument #2 to '?' (string expected, got boolean)
-- expect: false	bad argument #2 to '?' (string expected, got function)
