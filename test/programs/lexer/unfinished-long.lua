-- Unfinished long strings and comments are told at the last line, near <eof>.
print(loadstring("x = [[\n\nabc", "=s")) -- expect: nil	s:3: unfinished long string near '<eof>'
print(loadstring("x = [=[ abc ]]", "=s")) -- expect: nil	s:1: unfinished long string near '<eof>'
print(loadstring("\n--[[\n\n", "=s")) -- expect: nil	s:4: unfinished long comment near '<eof>'
