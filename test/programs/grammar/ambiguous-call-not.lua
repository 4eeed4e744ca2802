-- Strings and tables may begin a line as arguments, and a parenthesis may where no call is possible.
local function f(x) return type(x) end
print(f -- expect: string
"text")
print(f -- expect: table
{1})
local x = 1
local y = {}
(function() end)()
do
  (f)("one")
end
print(f( -- expect: number	table	1	0
1), (f)
{}, x, #y)
