-- A for whose parts are no numbers says which part.
print(pcall(function() for i = "x", 2 do end end)) -- expect: false	numeric-for-faults.lua:2: 'for' initial value must be a number
print(pcall(function() for i = 1, {} do end end)) -- expect: false	numeric-for-faults.lua:3: 'for' limit must be a number
print(pcall(function() for i = 1, 2, nil do end end)) -- expect: false	numeric-for-faults.lua:4: 'for' step must be a number
print(pcall(function() for i = nil, nil, nil do end end)) -- expect: false	numeric-for-faults.lua:5: 'for' initial value must be a number
print(pcall(function() for i = 1, "2x" do end end)) -- expect: false	numeric-for-faults.lua:6: 'for' limit must be a number
