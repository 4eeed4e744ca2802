-- Errors leave variables as they were when it happened, and outer calls go on.
local log = {}
local function step(n)
  log[#log + 1] = "in" .. n
  if n == 3 then error("stop", 0) end
  local ok, m = pcall(step, n + 1)
  log[#log + 1] = "out" .. n .. (ok and "+" or "-" .. tostring(m))
  if n == 2 then error("again", 0) end
end
print(pcall(step, 1)) -- expect: true
print(table.concat(log, " ")) -- expect: in1 in2 in3 out2-stop out1-again
