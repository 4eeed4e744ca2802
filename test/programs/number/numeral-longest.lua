-- A numeral of any length is read.
print(loadstring("return 1" .. ("0"):rep(100) .. "." .. ("0"):rep(1000) .. "1")()) -- expect: 1e+100
print(loadstring("return 0x" .. ("0"):rep(500) .. "1f")()) -- expect: 31
