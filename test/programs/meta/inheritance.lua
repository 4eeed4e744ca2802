-- Classes by __index with methods, self and super calls.
local Account = {} Account.__index = Account
function Account.new(balance) return setmetatable({balance = balance}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
local Limited = setmetatable({}, {__index = Account}) Limited.__index = Limited
function Limited.new(b, limit) local o = Account.new(b) o.limit = limit return setmetatable(o, Limited) end
function Limited:deposit(v) if self.balance + v > self.limit then error("limit " .. self.limit, 2) end return Account.deposit(self, v) end
local a = Limited.new(10, 20)
print(a:deposit(5).balance) -- expect: 15
print(pcall(function() a:deposit(50) end)) -- expect: false	inheritance.lua:10: limit 20
print(a.balance, getmetatable(a) == Limited, rawget(Limited, "new") ~= Account.new) -- expect: 15	true	true
