-- Names are letters, digits and underscores; reserved words are case-sensitive.
local _, _1, And, END, nIl, aLongNameThatIsLongerThanMost = 1, 2, 3, 4, 5, 6
print(_, _1, And, END, nIl, aLongNameThatIsLongerThanMost) -- expect: 1	2	3	4	5	6
print(loadstring("local 1a = 1", "=s")) -- expect: nil	s:1: malformed number near '1a'
print(loadstring("local a-b = 1", "=s")) -- expect: nil	s:1: unexpected symbol near '-'
print(loadstring("local end = 1", "=s")) -- expect: nil	s:1: '<name>' expected near 'end'
print(loadstring("local \228 = 1", "=s") == nil) -- expect: true
