-- An empty proxy sees every read and write.
local function track(t)
  local log = {}
  return setmetatable({}, {
    __index = function(_, k) log[#log + 1] = "r" .. tostring(k) return t[k] end,
    __newindex = function(_, k, v) log[#log + 1] = "w" .. tostring(k) t[k] = v end,
  }), log
end
local p, log = track{1, 2}
p[1] = p[2] + 1 p.x = p.x p.y = 5 p.y = nil
print(table.concat(log, " "), rawget(p, 1), next(p)) -- expect: r2 w1 rx wx wy wy	nil	nil
