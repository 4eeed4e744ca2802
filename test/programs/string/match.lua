-- match gives its captures, or the whole match, or nil.
print(("hello world"):match("o w")) print(("hello"):match("x")) print(("hello"):match("l", 4)) print(("hello"):match("(h)(e)")) print(("  trim  "):match("^%s*(.-)%s*$") .. "|") print(("k=v"):match("^(.-)=(.*)$")) print((""):match("(.*)") == "") print(("hello"):match(".", -1)) print(("hello"):match(".", 99)) -- expect: o w
-- expect: nil
-- expect: l
-- expect: h	e
-- expect: trim|
-- expect: k	v
-- expect: true
-- expect: o
-- expect: nil
