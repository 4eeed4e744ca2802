-- ^ anchors only at a pattern's beginning, $ only at its end; elsewhere they are characters.
print(("hello"):find("^h"), ("hello"):find("^e"), ("hello"):find("o$"), ("hello"):find("l$"), ("hello"):find("^hello$"), (""):find("^$")) -- expect: 1	nil	5	nil	1	1	0
print(("a^b"):find("a^b"), ("a$b"):find("a$b"), ("^"):find("^^"), ("$"):find("$$"), ("x"):find("^", 2), ("ab"):find("$")) -- expect: 1	1	1	1	2	3	2
print(("hello"):gsub("^h", "J"), ("hello"):gsub("o$", "0"), ("hello"):gsub("^", ">"), ("hello"):gsub("$", "<"), ("aaa"):gsub("^a", "b")) -- expect: Jello	hell0	>hello	hello<	baa	1
for w in ("^a^a"):gmatch("^a") do print("gmatch takes ^ as a character", w) end -- expect: gmatch takes ^ as a character	^a
-- expect: gmatch takes ^ as a character	^a
print(("abc"):find("^b", 2), ("abc"):match("^b", 2), ("abc"):find("^c", -1)) -- expect: 2	b	3	3
