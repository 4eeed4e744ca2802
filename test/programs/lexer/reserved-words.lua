-- All reserved words of 5.1, none of which may be a name; goto is none of them.
for word in ("and break do else elseif end false for function if in local nil not or repeat return then true until while goto"):gmatch("%a+") do
  print(word, loadstring("local " .. word .. " = 1", "=s") ~= nil) -- expect: and	false
  -- expect: break	false
  -- expect: do	false
  -- expect: else	false
  -- expect: elseif	false
  -- expect: end	false
  -- expect: false	false
  -- expect: for	false
  -- expect: function	false
  -- expect: if	false
  -- expect: in	false
  -- expect: local	false
  -- expect: nil	false
  -- expect: not	false
  -- expect: or	false
  -- expect: repeat	false
  -- expect: return	false
  -- expect: then	false
  -- expect: true	false
  -- expect: until	false
  -- expect: while	false
  -- expect: goto	true
end
