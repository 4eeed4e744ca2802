-- Each arithmetic operator has its event; the first operand's metamethod goes first.
local log
local function mt(name)
  local m = {}
  for _, event in ipairs{"__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm"} do
    m[event] = function(a, b) return name .. event .. ":" .. type(a) .. "," .. type(b) end
  end
  return m
end
local a, b = setmetatable({}, mt"a"), setmetatable({}, mt"b")
print(a + b, b + a, a + 1, 1 + b, "x" + a) -- expect: a__add:table,table	b__add:table,table	a__add:table,number	b__add:number,table	a__add:string,table
print(a - 1, a * 1, a / 1, a % 1, a ^ 1, -a) -- expect: a__sub:table,number	a__mul:table,number	a__div:table,number	a__mod:table,number	a__pow:table,number	a__unm:table,table
print("10" + a, nil == a) -- expect: a__add:string,table	false
print(pcall(function() return {} + a end), (pcall(function() return {} + {} end))) -- expect: true	false
