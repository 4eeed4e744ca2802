-- %c gives the byte of a code, cut to eight bits.
local f = string.format
print(f("%c%c%c", 72, 105, 33), f("%c", 65 + 256), #f("%c", 0), #f("a%cb", 0), f("%5c|%-3c|", 65, 66), f("%c", 65.9), f("%c", "66")) print(pcall(f, "%c", "x")) print(pcall(f, "%c")) -- expect: Hi!	A	0	2	    A|B  |	A	B
-- expect: false	bad argument #2 to '?' (number expected, got string)
-- expect: false	bad argument #2 to '?' (no value)
