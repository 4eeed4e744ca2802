-- Blocks of every kind nest 200 deep at most.
local function try(open, close, n) local f, m = loadstring(open:rep(n) .. close:rep(n), "=s") return f and "ok" or m end
for _, b in ipairs{{"do ", "end "}, {"if a then ", "end "}, {"while a do ", "end "}, {"repeat ", "until a "}, {"for i = 1, 2 do ", "end "}, {"for k in p do ", "end "}} do print(b[1], try(b[1], b[2], 40), try(b[1], b[2], 250), try(b[1], b[2], 100000)) end -- expect: do 	ok	s:1: chunk has too many syntax levels	s:1: chunk has too many syntax levels
-- expect: if a then 	ok	s:1: chunk has too many syntax levels	s:1: chunk has too many syntax levels
-- expect: while a do 	ok	s:1: chunk has too many syntax levels	s:1: chunk has too many syntax levels
-- expect: repeat 	ok	s:1: chunk has too many syntax levels	s:1: chunk has too many syntax levels
-- expect: for i = 1, 2 do 	ok	s:1: main function has more than 200 local variables	s:1: main function has more than 200 local variables
-- expect: for k in p do 	ok	s:1: main function has more than 200 local variables	s:1: main function has more than 200 local variables
