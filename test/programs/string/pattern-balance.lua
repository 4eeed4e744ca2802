-- %b matches from an opening character to its balanced closing one.
print(("f(a(b)c)d"):match("%b()")) print(("f(a(b"):match("%b()")) print(("((x)"):match("%b()")) print(("[[x]]"):match("%b[]")) print(("xaxbx"):match("%bxx")) print(("<<>>"):find("%b<>")) print(("a b a"):match("%b  ")) -- expect: (a(b)c)
-- expect: nil
-- expect: (x)
-- expect: [[x]]
-- expect: xax
-- expect: 1	4
-- expect:  b 
print(("if x then if y end end"):match("%bie")) print(("(a)(b)"):gsub("%b()", "")) print(pcall(string.match, "x", "%b")) print(pcall(string.match, "x", "%b(")) -- expect: if x the
-- expect: 	2
-- expect: false	unbalanced pattern
-- expect: false	unbalanced pattern
