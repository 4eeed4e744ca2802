-- cjson.new gives an instance with options of its own.
-- server: lua5.1 has no cjson library
local other = cjson.new() print(type(other.encode), other ~= cjson, other.null == cjson.null) other.encode_max_depth(1) print(pcall(other.encode, {{}})) print(cjson.encode({{}}), cjson.encode_max_depth()) local names = {} for k in pairs(other) do names[#names + 1] = k end table.sort(names) print(table.concat(names, " ")) other.extra = 1 print(other.extra) -- expect: function	true	true
-- expect: false	Cannot serialise, excessive nesting (2)
-- expect: [{}]	1000
-- expect: _NAME _VERSION decode decode_invalid_numbers decode_max_depth encode encode_invalid_numbers encode_keep_buffer encode_max_depth encode_number_precision encode_sparse_array new null
-- expect: 1
