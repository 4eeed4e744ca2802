-- A numeral is decimal, with point or exponent at either end, and hexadecimal.
print(3, 3.0, 3.1416, 314.16e-2, 0.31416E1, 0xff, 0x56, .5, 5., 5.e1, 1e+2, 1E-2, 0XAB, 00012, 0e12) -- expect: 3	3	3.1416	3.1416	3.1416	255	86	0.5	5	50	100	0.01	171	12	0
