-- .. is right associative, which __concat can tell.
local mt = {} mt.__concat = function(a, b)
  local function show(x) return type(x) == "table" and x.s or tostring(x) end
  return setmetatable({s = "(" .. show(a) .. show(b) .. ")"}, mt)
end
local function v(s) return setmetatable({s = s}, mt) end
print((v"a" .. v"b" .. v"c").s, ("x" .. v"y" .. "z").s, ("1" .. "2" .. v"3").s, (v"1" .. "2" .. "3").s) -- expect: (a(bc))	(x(yz))	(1(23))	(123)
