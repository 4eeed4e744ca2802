-- In a long string every kind of line end becomes \n, and the first of them is dropped.
print(loadstring("return [[\r\na\r\nb\rc\n\rd]]")():byte(1, -1)) -- expect: 97	10	98	10	99	10	100
print(loadstring("return [[\n\na]]")():byte(1, -1)) -- expect: 10	97
