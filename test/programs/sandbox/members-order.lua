-- pairs over each library goes in the server's order.
-- server: stock Lua registers other members
for _, name in ipairs{"string", "table", "math", "coroutine", "bit", "struct", "cjson", "cmsgpack", "redis"} do
  local names = {}
  for k, v in pairs(_G[name]) do names[#names + 1] = k end
  print(name, table.concat(names, " ")) -- expect: string	sub upper len gfind rep find match char dump gmatch reverse byte format gsub lower
  -- expect: table	setn insert getn foreachi maxn foreach concat sort remove
  -- expect: math	log max acos huge ldexp pi cos tanh pow deg tan cosh sinh random randomseed frexp ceil floor rad abs sqrt modf asin min mod fmod log10 atan2 exp sin atan
  -- expect: coroutine	resume yield status wrap create running
  -- expect: bit	band rshift bor bnot bswap bxor tobit ror lshift tohex rol arshift
  -- expect: struct	pack size unpack
  -- expect: cjson	_NAME encode decode_max_depth _VERSION decode_invalid_numbers encode_keep_buffer null encode_number_precision new encode_max_depth encode_invalid_numbers decode encode_sparse_array
  -- expect: cmsgpack	_DESCRIPTION pack _NAME unpack _COPYRIGHT _VERSION unpack_one unpack_limit
  -- expect: redis	log LOG_WARNING error_reply REPL_AOF call REPL_ALL REDIS_VERSION_NUM REPL_SLAVE pcall LOG_NOTICE set_repl debug LOG_DEBUG sha1hex REDIS_VERSION status_reply acl_check_cmd REPL_REPLICA breakpoint setresp replicate_commands LOG_VERBOSE REPL_NONE
end
