-- Only return f(args) is a tail call: neither return (f()), nor with a second value, nor with an operator.
local function deep(f) local ok, m = pcall(f, 1) return ok, type(m) == "string" and m:match("stack overflow") end
local function paren(n) return (paren(n + 1)) end
local function listed(n) return 1, listed(n + 1) end
local function operator(n) return 1 + operator(n + 1) end
local function statement(n) statement(n + 1) return end
local function short(n) return true and short(n + 1) end
print(pcall(function() paren = nil end)) -- expect: true
for _, f in ipairs{function(n) local function g(n) return (g(n)) end return g(n) end, function(n) local function g(n) return 1, g(n) end return g(n) end, function(n) local function g(n) return 1 + g(n) end return g(n) end, function(n) local function g(n) g(n) end return g(n) end} do print(deep(f)) end -- expect: false	stack overflow
-- expect: false	stack overflow
-- expect: false	stack overflow
-- expect: false	stack overflow
