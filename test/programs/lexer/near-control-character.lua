-- A control character is shown by its code, other bytes as they are.
for _, code in ipairs{0, 1, 7, 27, 31, 127, 128, 200, 255} do
  local _, message = loadstring("x = " .. string.char(code) .. " y", "=s")
  print((message:gsub("[\127-\255]", function(c) return "<" .. c:byte() .. ">" end))) -- expect: s:1: unexpected symbol
  -- expect: s:1: unexpected symbol near 'char(1)'
  -- expect: s:1: unexpected symbol near 'char(7)'
  -- expect: s:1: unexpected symbol near 'char(27)'
  -- expect: s:1: unexpected symbol near 'char(31)'
  -- expect: s:1: unexpected symbol near 'char(127)'
  -- expect: s:1: unexpected symbol near '<128>'
  -- expect: s:1: unexpected symbol near '<200>'
  -- expect: s:1: unexpected symbol near '<255>'
end
