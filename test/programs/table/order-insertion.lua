-- pairs gives string keys in the order of 5.1's hash layout, whatever they were inserted by.
local function keys(t) local r = {} for k in pairs(t) do r[#r + 1] = tostring(k) end return table.concat(r, " ") end
print(keys{one = 1, two = 2, three = 3, four = 4, five = 5}) -- expect: two one four five three
print(keys{five = 1, four = 2, three = 3, two = 4, one = 5}) -- expect: two four one five three
local t = {} for _, k in ipairs{"one", "two", "three", "four", "five"} do t[k] = true end print(keys(t)) -- expect: two three one five four
local u = {} for _, k in ipairs{"five", "four", "three", "two", "one"} do u[k] = true end print(keys(u)) -- expect: two three one five four
t.one = nil t.six = 6 print(keys(t)) t.one = 1 print(keys(t)) -- expect: six two three five four
-- expect: six two three one five four
