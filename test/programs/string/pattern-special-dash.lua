-- - is lazy only after a class; at the beginning it is a character.
print(("a-b"):find("-")) print(("a-b"):find("%-")) print(("a-b"):find("a-b")) print(("a-b"):find("a%-b")) print(("--x"):find("^--x")) print(("a+b"):find("+")) print(("a*b"):find("*")) print(("a?b"):find("?")) -- expect: 2	2
-- expect: 2	2
-- expect: 3	3
-- expect: 1	3
-- expect: 1	3
-- expect: 2	2
-- expect: 2	2
-- expect: 2	2
