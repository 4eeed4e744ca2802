-- KEYS and ARGV are fresh tables that a script may change.
-- server: they exist only there
print(#KEYS, #ARGV, type(KEYS), type(ARGV)) -- expect: 0	2	table	table
KEYS[1] = "k" ARGV[99] = "x" print(KEYS[1], ARGV[99]) -- expect: k	x
table.insert(KEYS, "second") print(#KEYS, KEYS[2]) -- expect: 2	second
print(getmetatable(KEYS), setmetatable(KEYS, {__index = {z = 1}}).z) -- expect: nil	1
