-- A back reference must be to a finished capture.
print(pcall(string.find, "aa", "(a%1)")) print(pcall(string.find, "aa", "%1(a)")) print(pcall(string.find, "a", "(a)%3")) print(("aa"):find("(a)%1")) print(pcall(string.gsub, "abc", "(b)", "%2")) print(pcall(string.gsub, "abc", "b", "%1")) print(pcall(string.gsub, "abc", "b", "%9")) -- expect: false	invalid capture index
-- expect: false	invalid capture index
-- expect: false	invalid capture index
-- expect: 1	2	a
-- expect: false	invalid capture index
-- expect: true	abc	1
-- expect: false	invalid capture index
