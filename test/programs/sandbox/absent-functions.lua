-- What would reach outside is not there.
-- server: stock Lua has most of it
for _, name in ipairs{"print", "dofile", "loadfile", "require", "module", "package", "io", "os", "debug", "newproxy", "getfenv", "setfenv"} do
  local ok, m = pcall(loadstring("return " .. name))
  print(name, rawget(_G, name), m) -- expect: print	nil	[string "return print"]:1: Script attempted to access nonexistent global variable 'print'
  -- expect: dofile	nil	[string "return dofile"]:1: Script attempted to access nonexistent global variable 'dofile'
  -- expect: loadfile	nil	[string "return loadfile"]:1: Script attempted to access nonexistent global variable 'loadfile'
  -- expect: require	nil	[string "return require"]:1: Script attempted to access nonexistent global variable 'require'
  -- expect: module	nil	[string "return module"]:1: Script attempted to access nonexistent global variable 'module'
  -- expect: package	nil	[string "return package"]:1: Script attempted to access nonexistent global variable 'package'
  -- expect: io	nil	[string "return io"]:1: Script attempted to access nonexistent global variable 'io'
  -- expect: os	nil	[string "return os"]:1: Script attempted to access nonexistent global variable 'os'
  -- expect: debug	nil	[string "return debug"]:1: Script attempted to access nonexistent global variable 'debug'
  -- expect: newproxy	nil	[string "return newproxy"]:1: Script attempted to access nonexistent global variable 'newproxy'
  -- expect: getfenv	nil	[string "return getfenv"]:1: Script attempted to access nonexistent global variable 'getfenv'
  -- expect: setfenv	nil	[string "return setfenv"]:1: Script attempted to access nonexistent global variable 'setfenv'
end
