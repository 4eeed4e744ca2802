-- error's level counts calls, whatever name it is called by.
local raise, t = error, { raise = error }
local function viaLocal(level) raise("local", level) end
local function viaField(level) t.raise("field", level) end
local function viaPcall(level)
  return select(2, pcall(raise, "pcall", level))
end
local function at(f, level)
  f(level)
end
for level = 0, 4 do
  print(level, pcall(at, viaLocal, level))
  print(level, pcall(at, viaField, level))
  print(level, (select(2, pcall(function()
    at(viaLocal, level)
  end))))
end
for level = 0, 3 do
  print(level, viaPcall(level))
end
-- expect: 0	false	local
-- expect: 0	false	field
-- expect: 0	local
-- expect: 1	false	level-alias.lua:3: local
-- expect: 1	false	level-alias.lua:4: field
-- expect: 1	level-alias.lua:3: local
-- expect: 2	false	level-alias.lua:9: local
-- expect: 2	false	level-alias.lua:9: field
-- expect: 2	level-alias.lua:9: local
-- expect: 3	false	local
-- expect: 3	false	field
-- expect: 3	level-alias.lua:15: local
-- expect: 4	false	level-alias.lua:12: local
-- expect: 4	false	level-alias.lua:13: field
-- expect: 4	local
-- expect: 0	pcall
-- expect: 1	pcall
-- expect: 2	level-alias.lua:6: pcall
-- expect: 3	level-alias.lua:19: pcall
