-- The order of records as scripts build them.
local function keys(t) local r = {} for k in pairs(t) do r[#r + 1] = tostring(k) end return table.concat(r, " ") end
print(keys{id = 1, name = "n", age = 2, email = "e", active = true}) -- expect: name active id age email
print(keys{status = "ok", count = 1, items = {}, next = 5, total = 6, page = 7}) -- expect: items total count next status page
print(keys{timestamp = 1, attemptsMade = 2, delay = 3, opts = 4, data = 5, returnvalue = 6, failedReason = 7, stacktrace = 8, parentKey = 9}) -- expect: data parentKey failedReason returnvalue attemptsMade stacktrace timestamp delay opts
print(keys{["user:1"] = 1, ["user:2"] = 2, ["user:10"] = 3, ["user:100"] = 4}) -- expect: user:2 user:1 user:10 user:100
