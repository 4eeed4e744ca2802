-- A generic for calls its iterator with the state and the last first value until that is nil.
local function step(state, control) if control < state then return control + 1, control * control end end
for i, square in step, 3, 0 do print(i, square) end -- expect: 1	0
-- expect: 2	1
-- expect: 3	4
local calls = 0
for a, b, c in function(s, v) calls = calls + 1 if calls < 3 then return calls, s, v end end, "state", "start" do print(a, b, c) end -- expect: 1	state	start
-- expect: 2	state	1
print(pcall(function() for k in nil do end end)) -- expect: false	generic-for-protocol.lua:9: attempt to call a nil value
