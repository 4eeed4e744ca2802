-- Empty matches stand between characters, never right where a match has just ended twice.
print(("abc"):gsub("%w*", "x")) print(("abc def"):gsub("%w*", "x")) print(("abc"):gsub("b*", "x")) print((""):gsub("", "x")) print((""):gsub(".*", "x")) print(("a,b"):gsub(",?", "-")) print(("hello"):gsub("l*", "L")) print(("abc"):gsub("$", "!")) print(("abc"):gsub("^%s*", "")) -- expect: xx	2
-- expect: xx xx	4
-- expect: xaxxcx	4
-- expect: x	1
-- expect: x	1
-- expect: -a--b-	4
-- expect: LhLeLLoL	5
-- expect: abc!	1
-- expect: abc	1
