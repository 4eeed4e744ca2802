-- A long bracket closes only with its own number of equals signs.
print([[a]b]], [==[a]]b]=]c]==], [=[]]]=]) -- expect: a]b	a]]b]=]c	]]
print(#[[ -- expect: 17

x]])
print(#[===[ -- expect: 15
]===])
print([[\n\65]]) -- expect: \n\65
