-- Each character class and its complement over all 256 bytes, in the C locale.
for class in ("acdlpsuwxz"):gmatch(".") do
  local yes, first, last = 0
  for code = 0, 255 do
    local is, isnt = string.char(code):find("%" .. class), string.char(code):find("%" .. class:upper())
    if is then yes = yes + 1 first = first or code last = code end
    if (is == nil) == (isnt == nil) then print("both or none", class, code) end
  end
  print(class, yes, first, last) -- expect: a	52	65	122
  -- expect: c	33	0	127
  -- expect: d	10	48	57
  -- expect: l	26	97	122
  -- expect: p	32	33	126
  -- expect: s	6	9	32
  -- expect: u	26	65	90
  -- expect: w	62	48	122
  -- expect: x	22	48	102
  -- expect: z	1	0	0
end
