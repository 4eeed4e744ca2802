-- * + - and ? are greedy or lazy over one character class.
local function m(s, p) return tostring(s:match(p)) end
print(m("aaab", "a*"), m("aaab", "a+"), m("aaab", "a-b"), m("aaab", "a?b"), m("b", "a*b"), m("b", "a+b"), m("b", "a-b"), m("b", "a?b")) -- expect: aaa	aaa	aaab	ab	b	nil	b	b
print(m("<a><b>", "<.*>"), m("<a><b>", "<.->"), m("<a><b>", "<.+>"), m("<>", "<.+>"), m("<>", "<.->"), m("", ".-"), m("", "x*"), m("", "x+")) -- expect: <a><b>	<a>	<a><b>	nil	<>			nil
print(m("a.b", "%.-b"), m("xx", "x-$"), m("xxy", "x-y"), m("aXb", "%u"), m("12.5e3", "%d+%.?%d*e?%d*"), m("   x", "%s*x")) -- expect: .b	xx	xxy	X	12.5e3	   x
