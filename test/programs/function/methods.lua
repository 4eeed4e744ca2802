-- Method definitions, calls and inheritance.
local Account = {} Account.__index = Account
function Account.new(b) return setmetatable({balance = b}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
function Account:get() return self.balance end
local a = Account.new(100) print(a:deposit(50):deposit(25):get()) -- expect: 175
local Special = setmetatable({}, {__index = Account}) Special.__index = Special
function Special.new(b) return setmetatable(Account.new(b), Special) end
function Special:get() return "special " .. Account.get(self) end
print(Special.new(5):deposit(5):get()) -- expect: special 10
local t = {a = {b = {}}} function t.a.b.f(x) return x * 2 end function t.a.b:g(x) return self == t.a.b, x end
print(t.a.b.f(4)) print(t.a.b:g(5)) -- expect: 8
-- expect: true	5
print(pcall(function() return a:nothing() end)) -- expect: false	methods.lua:14: attempt to call method 'nothing' (a nil value)
print(pcall(function() return a.x.y end)) -- expect: false	methods.lua:15: attempt to index field 'x' (a nil value)
print(pcall(function() local s = 5 return s:len() end)) -- expect: false	methods.lua:16: attempt to index local 's' (a number value)
print(("abc"):len(), ("x"):rep(3), #"abc") -- expect: 3	xxx	3
