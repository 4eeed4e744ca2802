-- The server's pcall gives an error table's field err in its place, or after it where err is no text.
-- server: pcall is the server's own
print(pcall(error, {err = "text"})) -- expect: false	text
print(pcall(error, {err = 42})) -- expect: false	42
print(select("#", pcall(error, {err = "text", other = 1}))) -- expect: 2
local function shape(...) local r = {} for i = 1, select("#", ...) do r[i] = type((select(i, ...))) end return table.concat(r, " ") end
print(shape(pcall(error, {}))) print(shape(pcall(error, {err = true}))) print(shape(pcall(error, {err = {}}))) print(shape(pcall(error))) -- expect: boolean table nil
-- expect: boolean table boolean
-- expect: boolean table table
-- expect: boolean nil
print(pcall(error, setmetatable({}, {__index = function(_, k) return "computed " .. k end}))) -- expect: false	computed err
print(pcall(pcall, error, setmetatable({}, {__index = function() error("in index", 0) end}))) -- expect: false	in index
print(xpcall(function() error({err = "whole"}) end, function(e) return type(e), e.err end)) -- expect: false	table
