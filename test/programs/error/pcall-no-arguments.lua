-- pcall without arguments takes its own true for the function, for the server replaces Lua's pcall.
-- differs: stock lua5.1 checks the argument
print(pcall(pcall)) -- expect: true	false	attempt to call a boolean value
print(select("#", pcall(pcall))) -- expect: 3
