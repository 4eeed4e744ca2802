-- Captures by parentheses, of positions by (), nested and numbered by their opening.
print(("key = value"):match("(%w+)%s*=%s*(%w+)")) print(("abc"):match("((a)(b)(c))")) print(("hello"):find("(l)(l)")) print(("abc"):match("()b()")) print(("abc"):match("()")) print(("abc"):match(".-()$")) -- expect: key	value
-- expect: abc	a	b	c
-- expect: 3	4	l	l
-- expect: 2	3
-- expect: 1
-- expect: 4
print(("2024-01-31"):match("(%d+)-(%d+)-(%d+)")) print(("x"):match("(x)(y?)")) print(("x"):match("((x))")) print(("abc"):find("b", 1), ("abc"):find("()b")) -- expect: 2024	01	31
-- expect: x	
-- expect: x	x
-- expect: 2	2	2	2
print(("abab"):match("(ab)%1")) print(("abcabc"):match("(a)(b)c%1%2c")) print(("x=x"):match("(.)=%1")) print(("x=y"):match("(.)=%1")) print(([["it's"]]):match([[(["'])(.-)%1]])) -- expect: ab
-- expect: a	b
-- expect: x
-- expect: nil
-- expect: "	it's
