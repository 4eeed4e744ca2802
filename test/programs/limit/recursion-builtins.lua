-- Builtins that call back into themselves end at the same limit: sort, gsub, foreach, pcall, xpcall, resume, load.
local function try(f) local ok, e = pcall(f) return ok, (tostring(e):gsub("^.-: ", "")) end
local function sort() table.sort({1, 2}, sort) end local function gsub() return (("x"):gsub("x", gsub)) end local function foreach() table.foreach({1}, foreach) end local function foreachi() table.foreachi({1}, foreachi) end
print(try(sort)) print(try(gsub)) print(try(foreach)) print(try(foreachi)) -- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
-- expect: false	C stack overflow
local depth = 0 local function nested() depth = depth + 1 local ok, e = pcall(nested) if not ok then error(e, 0) end end print(try(nested)) print(depth > 150 and depth < 250) -- expect: false	C stack overflow
-- expect: true
