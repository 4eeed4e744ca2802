-- The escapes of 5.1 are a b f n r t v, backslash and quotes; any other letter stands for itself.
print(("\a\b\f\n\r\t\v\\\"\'"):byte(1, -1)) -- expect: 7	8	12	10	13	9	11	92	34	39
print("\x41\z\u\q\(\%") -- expect: x41zuq(%
print(#"\e", "\d" == "d") -- expect: 1	true
