-- The members of every library, and no more.
-- server: stock Lua has others
for _, name in ipairs{"_G", "string", "table", "math", "coroutine", "bit", "struct", "cjson", "cmsgpack", "redis"} do
  local names = {}
  for k, v in pairs(name == "_G" and _G or _G[name]) do names[#names + 1] = k .. ":" .. type(v) end
  table.sort(names)
  print(name, table.concat(names, " ")) -- expect: _G	ARGV:table KEYS:table _G:table _VERSION:string __redis__err__handler:function assert:function bit:table cjson:table cmsgpack:table collectgarbage:function coroutine:table error:function gcinfo:function getmetatable:function ipairs:function load:function loadstring:function math:table next:function pairs:function pcall:function rawequal:function rawget:function rawset:function redis:table select:function setmetatable:function string:table struct:table table:table tonumber:function tostring:function type:function unpack:function xpcall:function
  -- expect: string	byte:function char:function dump:function find:function format:function gfind:function gmatch:function gsub:function len:function lower:function match:function rep:function reverse:function sub:function upper:function
  -- expect: table	concat:function foreach:function foreachi:function getn:function insert:function maxn:function remove:function setn:function sort:function
  -- expect: math	abs:function acos:function asin:function atan2:function atan:function ceil:function cos:function cosh:function deg:function exp:function floor:function fmod:function frexp:function huge:number ldexp:function log10:function log:function max:function min:function mod:function modf:function pi:number pow:function rad:function random:function randomseed:function sin:function sinh:function sqrt:function tan:function tanh:function
  -- expect: coroutine	create:function resume:function running:function status:function wrap:function yield:function
  -- expect: bit	arshift:function band:function bnot:function bor:function bswap:function bxor:function lshift:function rol:function ror:function rshift:function tobit:function tohex:function
  -- expect: struct	pack:function size:function unpack:function
  -- expect: cjson	_NAME:string _VERSION:string decode:function decode_invalid_numbers:function decode_max_depth:function encode:function encode_invalid_numbers:function encode_keep_buffer:function encode_max_depth:function encode_number_precision:function encode_sparse_array:function new:function null:userdata
  -- expect: cmsgpack	_COPYRIGHT:string _DESCRIPTION:string _NAME:string _VERSION:string pack:function unpack:function unpack_limit:function unpack_one:function
  -- expect: redis	LOG_DEBUG:number LOG_NOTICE:number LOG_VERBOSE:number LOG_WARNING:number REDIS_VERSION:string REDIS_VERSION_NUM:number REPL_ALL:number REPL_AOF:number REPL_NONE:number REPL_REPLICA:number REPL_SLAVE:number acl_check_cmd:function breakpoint:function call:function debug:function error_reply:function log:function pcall:function replicate_commands:function set_repl:function setresp:function sha1hex:function status_reply:function
end
