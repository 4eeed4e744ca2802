-- yield may stand anywhere in an expression, a constructor or an argument list.
local yield = coroutine.yield
local co = coroutine.wrap(function()
  local t = {yield("a"), yield("b") + 1, x = yield("c"), yield("d")}
  return #t, t[1], t[2], t.x, yield("e") .. yield("f"), (yield("g"))
end)
for _, v in ipairs{"start", 1, 2, 3, 4, "p", "q"} do print(co(v)) end -- expect: a
-- expect: b
-- expect: c
-- expect: d
-- expect: e
-- expect: f
-- expect: g
print(co("r", "s")) -- expect: 3	1	3	3	pq	r
