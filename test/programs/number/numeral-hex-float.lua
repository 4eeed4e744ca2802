-- strtod reads hexadecimal exponents; the lexer takes no sign within them and no hexadecimal point.
print(0x1p4, 0xAp1, loadstring("return 0x1p-1", "=s"), select(2, loadstring("return 0x.8p1", "=s")), select(2, loadstring("return 0xA.8p0", "=s"))) -- expect: 16	20	nil	s:1: malformed number near '0x'	s:1: malformed number near '.8p0'
