-- Comments may stand between any two tokens.
local --[[a]] x --[==[b]==] = --c
  1 --[[d
]] + --e
  2
print--[[f]](x--[[g]]) -- expect: 3
