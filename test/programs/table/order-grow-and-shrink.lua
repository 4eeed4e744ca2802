-- Deleting leaves nodes behind until the next rehash; the order shows it.
local function keys(t) local r = {} for k in pairs(t) do r[#r + 1] = tostring(k) end return table.concat(r, " ") end
local t = {} for i = 1, 20 do t["k" .. i] = i end
for i = 1, 20, 2 do t["k" .. i] = nil end print(keys(t)) -- expect: k16 k20 k10 k8 k12 k2 k18 k14 k6 k4
for i = 21, 24 do t["k" .. i] = i end print(keys(t)) -- expect: k16 k22 k21 k24 k23 k20 k10 k8 k12 k2 k18 k14 k6 k4
for i = 25, 40 do t["k" .. i] = i end print(keys(t)) -- expect: k12 k26 k32 k22 k40 k39 k21 k29 k25 k36 k38 k16 k37 k35 k28 k20 k10 k8 k14 k31 k30 k2 k27 k34 k18 k33 k6 k24 k4 k23
