-- A decimal escape takes up to three digits and stops at the first other character.
print("\65\066\0677")  -- expect: ABC7
print(#"\0\00\000", ("\1234"):byte(1, -1)) -- expect: 3	123	52
for i = 1, 2 do
  print(i) -- expect: 1
  -- expect: 2
end
print(pcall(function() -- expect: false	escape-decimal.lua:9: x
  error('x')
end))
