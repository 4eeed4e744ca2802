-- goto and continue are ordinary names, and :: is no label.
local goto, continue = 1, 2
print(goto + continue) -- expect: 3
print(loadstring("goto done", "=s")) -- expect: nil	s:1: '=' expected near 'done'
print(loadstring("::done::", "=s")) -- expect: nil	s:1: unexpected symbol near ':'
