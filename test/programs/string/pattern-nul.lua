-- %z stands for a zero byte; a zero byte in a pattern ends it where 5.1 takes it for C text.
print(("a\0b"):find("%z")) print(("a\0b"):find("\0")) print(("a\0b"):match("a%zb") == "a\0b") print(#("a\0b\0"):gsub("%z", "0")) print(pcall(string.find, "a\0b", "[\0b]")) print(("a\0b"):find("[%z]")) print(("a\0b"):find("b", 1, true)) print(("a\0b"):find("\0b", 1, true)) print(("a\0b"):gsub(".", "%0%0") == "aa\0\0bb") -- expect: 2	2
-- expect: 2	2
-- expect: true
-- expect: 4
-- expect: false	malformed pattern (missing ']')
-- expect: 2	2
-- expect: 3	3
-- expect: 2	3
-- expect: true
