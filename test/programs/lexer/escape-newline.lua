-- A backslash before a line end puts one newline into the string, whatever the line end was.
local text = "a\
b"
print(#text, text:byte(1, -1)) -- expect: 3	97	10	98
print(loadstring("return 'a\\\r\nb'")():byte(1, -1)) -- expect: 97	10	98
print(loadstring("return 'a\\\n\rb'")():byte(1, -1)) -- expect: 97	10	98
print(loadstring("return 'a\\\rb'")():byte(1, -1)) -- expect: 97	10	98
