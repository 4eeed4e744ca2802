-- What strtod reads, arithmetic takes: inf, nan, hexadecimal, surrounding white space; no trailing rest.
for _, text in ipairs{"inf", "-inf", "INFINITY", "0x1p4", "\t\n 5 \v\f\r", ".5", "5.", "+5", "- 5", "1e", "0x", "1e5x", "5\0", "1,5", "0x1p", "1e400"} do
  print((string.format("%q", text):gsub("\\\n", "\\n")), (select(2, pcall(function() return text + 0 end)))) -- expect: "inf"	inf
  -- expect: "-inf"	-inf
  -- expect: "INFINITY"	inf
  -- expect: "0x1p4"	16
  -- expect: "	\n 5 \r"	5
  -- expect: ".5"	0.5
  -- expect: "5."	5
  -- expect: "+5"	5
  -- expect: "- 5"	string-arithmetic-forms.lua:3: attempt to perform arithmetic on upvalue 'text' (a string value)
  -- expect: "1e"	string-arithmetic-forms.lua:3: attempt to perform arithmetic on upvalue 'text' (a string value)
  -- expect: "0x"	string-arithmetic-forms.lua:3: attempt to perform arithmetic on upvalue 'text' (a string value)
  -- expect: "1e5x"	string-arithmetic-forms.lua:3: attempt to perform arithmetic on upvalue 'text' (a string value)
  -- expect: "5\000"	5
  -- expect: "1,5"	string-arithmetic-forms.lua:3: attempt to perform arithmetic on upvalue 'text' (a string value)
  -- expect: "0x1p"	string-arithmetic-forms.lua:3: attempt to perform arithmetic on upvalue 'text' (a string value)
  -- expect: "1e400"	inf
end
