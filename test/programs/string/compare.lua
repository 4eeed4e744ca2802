-- Strings compare byte by byte, also beyond a zero byte.
print("a" < "b", "a" < "B", "Z" < "a", "" < "a", "a" < "aa", "a\0b" < "a\0c", "a\0" > "a", "\127" < "\128", "\255" > "z", "10" < "9", "a" <= "a", "abc" == "abc", "A" == "a") local t = {"b", "B", "a", "_", "1", "aa", "\228"} table.sort(t) for i, v in ipairs(t) do t[i] = v:byte() end print(table.concat(t, " ")) -- expect: true	false	true	true	true	true	true	true	true	true	true	true	false
-- expect: 49 66 95 97 97 98 228
