-- Division by zero is no error.
print(1/0, -1/0, 0/1, -0/1, 1/-0) -- expect: inf	-inf	0	0	inf
print(pcall(function() return 1 % 0 end)) -- expect: true	-nan
