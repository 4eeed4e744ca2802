-- collectgarbage takes its options, and refuses others.
print(collectgarbage(), collectgarbage("collect"), type(collectgarbage("count")), collectgarbage("stop"), collectgarbage("restart")) -- expect: 0	0	number	0	0
print(pcall(collectgarbage, "x")) print(pcall(collectgarbage, {})) print(pcall(collectgarbage, "generational")) print(type(gcinfo()), collectgarbage("count") > 0) -- expect: false	bad argument #1 to '?' (invalid option 'x')
-- expect: false	bad argument #1 to '?' (string expected, got table)
-- expect: false	bad argument #1 to '?' (invalid option 'generational')
-- expect: number	true
