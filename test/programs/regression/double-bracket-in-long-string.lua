-- Redis scripts with arrays of arrays in long strings compile.
-- differs: stock lua5.1 is built with LUA_COMPAT_LSTR
local json = [[{"a":[[1,2],[3,4]} ]=] ]]
print(json, #json) print(#[[ [[ ]], [=[ [[x]] ]=]) -- expect: {"a":[[1,2],[3,4]} ]=] 	23
-- expect: 4	 [[x]] 
--[[ a comment with [[ inside ]]
print("on") -- expect: on
