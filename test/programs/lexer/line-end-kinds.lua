-- \n, \r, \r\n and \n\r each count as one line.
for _, ending in ipairs{"\n", "\r", "\r\n", "\n\r", "\n\n", "\r\r"} do
  local _, message = loadstring("x = 1" .. ending .. "y = = 2", "=s")
  print(message) -- expect: s:2: unexpected symbol near '='
  -- expect: s:2: unexpected symbol near '='
  -- expect: s:2: unexpected symbol near '='
  -- expect: s:2: unexpected symbol near '='
  -- expect: s:3: unexpected symbol near '='
  -- expect: s:3: unexpected symbol near '='
end
