/** Expressions over the libraries that Redis adds to Lua, each answered by redis-server and by us. */

function lines(text: string): readonly string[] {
  return text.trim().split('\n');
}

export const CJSON_ENCODE_ROWS = lines(String.raw`
cjson.encode()
cjson.encode(1,2)
cjson.encode(nil)
cjson.encode(true)
cjson.encode(1)
cjson.encode(-0)
cjson.encode(0.1+0.2)
cjson.encode(1/3)
cjson.encode(123456789012345)
cjson.encode(1e15)
cjson.encode(1e100)
cjson.encode(2^53)
cjson.encode(1e-7)
cjson.encode(0/0)
cjson.encode(1/0)
cjson.encode({-1/0})
cjson.encode("a/b\"\\\n\r\t\b\f\1\31\127\200\0")
cjson.encode("")
cjson.encode(cjson.null)
cjson.encode({})
cjson.encode({{},{{}}})
cjson.encode({1,2,3})
cjson.encode({1,2,nil,4})
cjson.encode({nil,2})
cjson.encode({[1]=1,[3]=3})
cjson.encode({[10]=1})
cjson.encode({[11]=1})
cjson.encode({[100]=1,[1]=2})
cjson.encode({[0]=1})
cjson.encode({[-1]=2})
cjson.encode({[1.5]=1})
cjson.encode({[1e10]=1})
cjson.encode({[2^31]=1,[1]=1})
cjson.encode({[2^40]=1,[2]=1})
cjson.encode({a=1,b="x",c={d=cjson.null}})
cjson.encode({1,2,x=3})
cjson.encode({x=1,y=2,z=3,[1]="a",[2.5]="b",["a/b"]=1})
cjson.encode({[true]=1})
cjson.encode({[{}]=1})
cjson.encode({[pcall]=1})
cjson.encode(pcall)
cjson.encode({pcall})
cjson.encode(coroutine.create(function() end))
cjson.encode(setmetatable({1,2},{__index=function() return 9 end}))
cjson.encode(setmetatable({},{__index={1,2}}))
do local t={} for i=1,30 do t[i]={id=i,name="n"..i,tags={"a","b"},score=i/7} end return cjson.encode(t) end
do local t={} for i=1,40 do t["key"..(i*37%41)]=i end return cjson.encode(t) end
do local t={} for i=1,1000 do t={t} end return #cjson.encode(t) end
do local t={} for i=1,999 do t={t} end return #cjson.encode(t) end
do local t={} for i=1,1005 do t={a=t} end return cjson.encode(t) end
do local t={} t[1]=t return cjson.encode(t) end
do local t={} for i=1,20 do t[i]=i end t[3]=nil t[20]=nil return cjson.encode(t) end
`);

export const CJSON_DECODE_ROWS = lines(String.raw`
cjson.decode()
cjson.decode("1","2")
cjson.decode(1)
cjson.decode({})
cjson.decode('')
cjson.decode(' ')
cjson.decode(' \t\r\n1 ')
cjson.decode('\f1')
cjson.decode('{')
cjson.decode('[')
cjson.decode('}')
cjson.decode(']')
cjson.decode(',')
cjson.decode(':')
cjson.decode('[]')
cjson.decode('{}')
cjson.decode('[1,]')
cjson.decode('[,1]')
cjson.decode('[1 2]')
cjson.decode('[1,2')
cjson.decode('[1')
cjson.decode('{"a" 1}')
cjson.decode('{"a":1,}')
cjson.decode('{"a":1 "b":2}')
cjson.decode('{"a"}')
cjson.decode('{"a":}')
cjson.decode('{1:2}')
cjson.decode('{a:2}')
cjson.decode('"abc')
cjson.decode('"abc\\')
cjson.decode('"\\x"')
cjson.decode('"ab\\qcd"')
cjson.decode('"\\u12"')
cjson.decode('"\\u12G4"')
cjson.decode('"\\u0041\\u00e9\\u20ac\\u0000z"')
cjson.decode('"\\ud834\\udd1e"')
cjson.decode('"\\uD834\\uDD1E"')
cjson.decode('"\\ud800"')
cjson.decode('"\\ud800\\n"')
cjson.decode('"\\ud800\\u0041"')
cjson.decode('"\\udc00"')
cjson.decode('"\\ud800\\ud800"')
cjson.decode('"\\"\\\\\\/\\b\\f\\n\\r\\t"')
cjson.decode('"\1\2\127\200"')
cjson.decode('"a\0b"')
cjson.decode('1\0')
cjson.decode('12\0')
cjson.decode('[1]\0x')
cjson.decode('a\0')
cjson.decode('\0a')
cjson.decode('tru')
cjson.decode('true')
cjson.decode('trueX')
cjson.decode('falsey')
cjson.decode('False')
cjson.decode('nul')
cjson.decode('null') == cjson.null
cjson.decode('[null,true,false]')
cjson.decode('1 2')
cjson.decode('NaN')
cjson.decode('nan(12)')
cjson.decode('nan(')
cjson.decode('nano')
cjson.decode('-nan')
cjson.decode('inf')
cjson.decode('Infinity')
cjson.decode('-Infinity')
cjson.decode('infinit')
cjson.decode('+inf')
cjson.decode('0x10')
cjson.decode('-0X1p4')
cjson.decode('0x')
cjson.decode('0x.8')
cjson.decode('0x1.8p')
cjson.decode('0x1p99999')
cjson.decode('1e400')
cjson.decode('-1e400')
cjson.decode('1e-400')
cjson.decode('1e')
cjson.decode('1e+')
cjson.decode('1.5e+3')
cjson.decode('1E5')
cjson.decode('-')
cjson.decode('--1')
cjson.decode('+')
cjson.decode('+1')
cjson.decode('01')
cjson.decode('-0')
cjson.decode('.5')
cjson.decode('-.5')
cjson.decode('1.')
cjson.decode('5.e1')
cjson.decode('1.2.3')
cjson.decode('123456789012345678901234567890')
cjson.decode('0.1')
cjson.decode('9007199254740993')
cjson.decode('\239\187\1911')
cjson.decode('@')
cjson.decode("'a'")
cjson.decode('[1,2,{"a":[true,null,"x"],"b":{}},-3.5]')
cjson.decode('{"a":1,"a":2}')
cjson.decode('{"z":1,"y":2,"x":3,"w":{"k":[1,2,3]},"1":5}')
cjson.decode('{"":1}')
cjson.decode('{"a":null}').a == cjson.null
do local t={} for k,v in pairs(cjson.decode('{"one":1,"two":2,"three":3,"four":4,"five":5,"six":6,"seven":7}')) do t[#t+1]=k end return table.concat(t,' ') end
cjson.decode(('['):rep(1000)..(']'):rep(1000)) ~= nil
cjson.decode(('['):rep(1001)..(']'):rep(1001))
cjson.decode(('{"a":'):rep(1001)..'1'..('}'):rep(1001))
cjson.decode(('[ '):rep(1003))
#cjson.decode('['..('1,'):rep(5000)..'1]')
cjson.encode(cjson.decode('[{"id":1,"tags":["a","b"],"n":null,"f":1.25e3,"s":"\\u00fcber"}]'))
`);

export const CJSON_OPTION_ROWS = lines(`
cjson.encode_max_depth()
cjson.decode_max_depth()
cjson.encode_sparse_array()
cjson.encode_number_precision()
cjson.encode_keep_buffer()
cjson.encode_invalid_numbers()
cjson.decode_invalid_numbers()
cjson.encode_max_depth(0)
cjson.encode_max_depth('x')
cjson.encode_max_depth({})
cjson.encode_max_depth(nil)
cjson.encode_max_depth(1,2)
cjson.encode_max_depth(2^31)
cjson.encode_max_depth(2.9)
cjson.encode({{}})
cjson.encode({{{}}})
cjson.encode_max_depth(1000)
cjson.decode_max_depth(2)
cjson.decode('[[1]]')
cjson.decode('[[[1]]]')
cjson.decode(' [1,[2,[3]]]')
cjson.decode_max_depth(1000)
cjson.encode_number_precision(15)
cjson.encode_number_precision(0)
cjson.encode_number_precision(3)
cjson.encode({1/3,1234567,0.5})
cjson.encode_number_precision(14)
cjson.encode_sparse_array(true,-1)
cjson.encode_sparse_array()
cjson.encode({[1]=1,[100]=1})
cjson.encode_sparse_array(1)
cjson.encode_sparse_array('on',3,20)
cjson.encode_sparse_array('off')
cjson.encode({[15]=1})
cjson.encode({[21]=1})
cjson.encode_sparse_array(false,0)
cjson.encode({[30]=1})
cjson.encode_sparse_array(1,2,3,4)
cjson.encode_sparse_array(false,1,0)
cjson.encode({1,nil,3})
cjson.encode_sparse_array(false,2,10)
cjson.encode_sparse_array(nil,nil,-5)
cjson.encode_sparse_array({})
cjson.encode_keep_buffer('on')
cjson.encode_keep_buffer(false)
cjson.encode_keep_buffer('x')
cjson.encode_keep_buffer(1)
cjson.encode_keep_buffer(true)
cjson.encode_invalid_numbers('x')
cjson.encode_invalid_numbers('null')
cjson.encode_invalid_numbers()
cjson.encode({0/0,1/0,-1/0})
cjson.encode_invalid_numbers(true)
cjson.encode({0/0,1/0,-1/0})
cjson.encode_invalid_numbers('off')
cjson.encode(0/0)
cjson.encode_invalid_numbers({})
cjson.decode_invalid_numbers('null')
cjson.decode_invalid_numbers(false)
cjson.decode('NaN')
cjson.decode('inf')
cjson.decode('0x10')
cjson.decode('01')
cjson.decode('+1')
cjson.decode('-inf')
cjson.decode('-0x1')
cjson.decode('-01')
cjson.decode('1e400')
cjson.decode('-')
cjson.decode('0')
cjson.decode('0.5')
cjson.decode_invalid_numbers(true)
type(cjson.new())
cjson.new().encode({1})
do local c=cjson.new() c.encode_number_precision(2) return c.encode(1/3),cjson.encode(1/3) end
do local t={} for k in pairs(cjson.new()) do t[#t+1]=k end return table.concat(t,' ') end
cjson.new().null==cjson.null
tostring(cjson.null)
type(cjson.null)
cjson.new(1,2)._VERSION
cjson.encode_max_depth(20000)
cjson.decode_max_depth(20000)
do local t={} for i=1,3000 do t={t} end return #cjson.encode(t) end
cjson.encode_max_depth(1000)
cjson.decode_max_depth(1000)
`);

/** Values for cmsgpack; each is packed, shown in hex, and unpacked again. */
const PACKED = lines(`
0
127
128
255
256
65535
65536
4294967295
4294967296
2^53
2^63
2^64
-1
-32
-33
-128
-129
-32768
-32769
-2147483648
-2147483649
-2^63
-2^63*2
0.5
0.1
-0
1e300
1/0
-1/0
16777217.5
nil
true
false
""
"a"
("x"):rep(31)
("x"):rep(32)
("x"):rep(255)
("x"):rep(256)
("x"):rep(70000)
{}
{1,2,3}
{1,nil,3}
{nil,2}
{[1]=1,[2]=2,[4]=4}
{a=1}
{a=1,b={c=2}}
{1,2,x=3}
{[0]=1}
{[1.5]=1}
{[-1]=1}
{["1"]=1}
{[true]=false}
{[{}]=1}
{pcall}
pcall
cjson.null
{{},{{}}}
{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15}
{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16}
{[2^31]=1}
{[2^40]=1}
`);

export const CMSGPACK_ROWS: readonly string[] = [
  ...PACKED.map(
    (value) =>
      `do local p=cmsgpack.pack(${value}) return #p,(p:sub(1,60):gsub('.',function(c) return string.format('%02x',c:byte()) end)),cmsgpack.unpack(p) end`,
  ),
  ...lines(String.raw`
do local t=1 for i=1,20 do t={t} end t=cmsgpack.unpack(cmsgpack.pack(t)) local n=0 while t do t=t[1] n=n+1 end return n end
do local t=1 for i=1,20 do t={a=t} end return #cmsgpack.pack(t),#cmsgpack.pack({t}) end
do local t={} t.me=t return #cmsgpack.pack(t) end
do local t={} for i=1,70000 do t[i]=1 end local p=cmsgpack.pack(t) return p:byte(1,6),#cmsgpack.unpack(p) end
do local t={} for i=1,40 do t["k"..i]=i end local p=cmsgpack.pack(t) local n=0 for k,v in pairs(cmsgpack.unpack(p)) do n=n+v end return p,n end
cmsgpack.pack()
cmsgpack.pack(1,2,"x")
cmsgpack.pack(nil,nil)
cmsgpack.pack(setmetatable({1},{__index=function() return 5 end}))
cmsgpack.unpack()
cmsgpack.unpack({})
cmsgpack.unpack(1)
cmsgpack.unpack('')
cmsgpack.unpack('\193')
cmsgpack.unpack('\199')
cmsgpack.unpack('\147\1')
cmsgpack.unpack('\217')
cmsgpack.unpack('\217\5abc')
cmsgpack.unpack('\220\0')
cmsgpack.unpack('\220\0\2\1')
cmsgpack.unpack('\221\0\0\0\1\5')
cmsgpack.unpack('\222\0\1\161a\1')
cmsgpack.unpack('\223\0\0\0\1\161a\1')
cmsgpack.unpack('\129\192\1')
cmsgpack.unpack('\129\203\127\248\0\0\0\0\0\0\1')
cmsgpack.unpack('\130\161a\192\161b\1')
cmsgpack.unpack('\147\1\192\3')
cmsgpack.unpack('\204')
cmsgpack.unpack('\205\1')
cmsgpack.unpack('\206\255\255\255\255')
cmsgpack.unpack('\207\255\255\255\255\255\255\255\255')
cmsgpack.unpack('\207\127\255\255\255\255\255\255\255')
cmsgpack.unpack('\207\128\0\0\0\0\0\0\0')
cmsgpack.unpack('\208\128\209\128\0\210\128\0\0\0\211\128\0\0\0\0\0\0\0')
cmsgpack.unpack('\202\63\128\0\0')
cmsgpack.unpack('\203\63\240\0\0\0\0\0\0')
cmsgpack.unpack('\1\2\3')
cmsgpack.unpack('\1\2\193')
cmsgpack.unpack('\1\2',1)
cmsgpack.unpack_one('\1\2')
cmsgpack.unpack_one('\1\2',1)
cmsgpack.unpack_one('\1\2',2)
cmsgpack.unpack_one('\1\2',-1)
cmsgpack.unpack_one('\1\2',5)
cmsgpack.unpack_one('')
cmsgpack.unpack_one()
cmsgpack.unpack_one('\1','x')
cmsgpack.unpack_limit('\1\2\3',2)
cmsgpack.unpack_limit('\1\2\3',2,1)
cmsgpack.unpack_limit('\1\2\3',3)
cmsgpack.unpack_limit('\1\2\3',0)
cmsgpack.unpack_limit('\1\2\3',0,1)
cmsgpack.unpack_limit('\1\2\3')
cmsgpack.unpack_limit('\1\2',-1)
cmsgpack.unpack_limit('\1\2',1,1.9)
cmsgpack.unpack_limit()
cmsgpack.unpack_limit({},1)
#{cmsgpack.unpack(('\1'):rep(7990))}
cmsgpack.unpack(('\1'):rep(8100))
cmsgpack.unpack(('\145'):rep(3000)..'\1') ~= nil
cmsgpack.unpack(('\145'):rep(5000)..'\1')
cmsgpack.unpack(('\129\161a'):rep(5000)..'\1')
cmsgpack.unpack('\221\255\255\255\255')
`),
];

const INTEGERS = [
  '0',
  '1',
  '-1',
  '127',
  '255',
  '256',
  '-129',
  '65535',
  '2^31',
  '2^32-1',
  '-2^31',
  '2^53',
  '2^63',
  '2^64',
  '-2^63',
  '1e300',
  '-1e300',
  '1.9',
  '-1.9',
  '0/0',
  '1/0',
  '"12"',
];
const INTEGER_FORMATS = [
  'b',
  'B',
  'h',
  'H',
  'i',
  'I',
  'l',
  'L',
  'T',
  'i1',
  'I3',
  'i3',
  '>i3',
  '>h',
  '>I2',
  '<i8',
  '>i8',
  'i16',
  'I16',
  '>i9',
  'i0',
];

function hex(call: string): string {
  return `do local p=${call} return #p,(p:gsub('.',function(c) return string.format('%02x',c:byte()) end)) end`;
}

export const STRUCT_ROWS: readonly string[] = [
  ...INTEGER_FORMATS.flatMap((format) => INTEGERS.map((value) => hex(`struct.pack('${format}',${value})`))),
  ...INTEGER_FORMATS.flatMap((format) =>
    [
      '\\0',
      '\\1\\2\\3\\4\\5\\6\\7\\8\\9\\10\\11\\12\\13\\14\\15\\16',
      '\\255\\255\\255\\255\\255\\255\\255\\255\\255\\255\\255\\255\\255\\255\\255\\255',
      '\\128\\0\\128\\0\\0\\0\\0\\128\\0\\0\\0\\0\\0\\0\\0\\128',
    ].map((data) => `struct.unpack('${format}','${data}')`),
  ),
  ...['f', 'd', '>f', '>d'].flatMap((format) =>
    ['0', '-0', '1', '0.1', '1e300', '-1/0', '1/0', '"2"', '0/0'].map((value) =>
      hex(`struct.pack('${format}',${value})`),
    ),
  ),
  ...lines(String.raw`
struct.pack()
struct.pack('')
struct.pack({})
struct.pack('i')
struct.pack('ii',1)
struct.pack('iii',1)
struct.pack('s')
struct.pack('i','x')
struct.pack('q')
struct.pack('y',1)
struct.pack('i33',1)
struct.pack('i99999999999',1)
struct.pack('!3i',1)
struct.pack('!0i',1)
struct.pack('c5','abc')
struct.pack('c2','abc')
struct.pack('c0','abc')
struct.pack('c','abc')
struct.pack('s','abc')
struct.pack('s','a\0b')
struct.pack('s',12)
struct.pack('x')
struct.pack('<>! i',1)
struct.pack('bi\0q',1,2)
#struct.pack('!bi',1,2)
#struct.pack('!8bd',1,2)
#struct.pack('!4bd',1,2)
#struct.pack('bd',1,2)
#struct.pack('!8bi3h',1,2,3)
#struct.pack('!bxsbL',1,'ab',2,3)
struct.unpack()
struct.unpack('i')
struct.unpack('i','abc')
struct.unpack('i','abcd')
struct.unpack('ii','abcd')
struct.unpack('i','abcdefgh',5)
struct.unpack('i','abcdefgh',6)
struct.unpack('i','abcdefgh',0)
struct.unpack('i','abcdefgh',-1)
struct.unpack('i','abcdefgh','x')
struct.unpack('i','abcdefgh',1.9)
struct.unpack('','abc')
struct.unpack('','abc',10)
struct.unpack('x','abc',10)
struct.unpack('s','abc')
struct.unpack('s','abc\0d')
struct.unpack('ss','ab\0cd\0')
struct.unpack('s','abc\0',5)
struct.unpack('s','abc\0',9)
struct.unpack('c0','abc')
struct.unpack('bc0','\2abc')
struct.unpack('bc0','\5abc')
struct.unpack('bc0','\255abc')
struct.unpack('sc0','2\0abc')
struct.unpack('sc0','x\0abc')
struct.unpack('bxc0','\1\0abc')
struct.unpack('bbc0','\1\2abc')
struct.unpack('c2c','abc')
struct.unpack('!bi','\1\0\0\0\2\0\0\0')
struct.unpack('>!4bI','\1\0\0\0\2\0\0\1')
struct.unpack('f','\0\0\128\63')
struct.unpack('>f','\63\128\0\0')
struct.unpack('d','\0\0\0\0\0\0\240\63')
struct.unpack('>d','\63\240\0\0\0\0\0\0')
struct.unpack('f','\205\204\204\61')
struct.unpack('q','abc')
struct.unpack('?','abc')
struct.unpack('i4!4d','abc')
#{struct.unpack(('b'):rep(7900),('\1'):rep(8000))}
struct.unpack(('b'):rep(8001),('\1'):rep(8001))
struct.size('i')
struct.size('s')
struct.size('c0')
struct.size('c5')
struct.size('bhilTfdx')
struct.size('!bhilTfdx')
struct.size('i4!4d')
struct.size('q')
struct.size('?')
struct.size('!3')
struct.size('i33')
struct.size()
struct.size('')
struct.size('!8ic')
struct.size('b!i3d')
`),
];

const BITS = [
  '0',
  '1',
  '-1',
  '255',
  '0x12345678',
  '2^31',
  '2^32',
  '-2^31',
  '2^53',
  '2^53+1',
  '2^63',
  '1e300',
  '0.5',
  '1.5',
  '2.5',
  '-0.5',
  '-1.5',
  '0/0',
  '1/0',
  '"0x10"',
  '"7"',
  '4294967297',
  '-4294967297.5',
];

export const BIT_ROWS: readonly string[] = [
  ...['tobit', 'bnot', 'bswap', 'tohex'].flatMap((name) => BITS.map((x) => `bit.${name}(${x})`)),
  ...['band', 'bor', 'bxor', 'lshift', 'rshift', 'arshift', 'rol', 'ror'].flatMap((name) =>
    ['0', '1', '31', '32', '33', '-1', '4.5'].flatMap((y) =>
      ['1', '-2', '0x12345678', '2^33+5'].map((x) => `bit.${name}(${x},${y})`),
    ),
  ),
  ...[
    'tobit',
    'bnot',
    'bswap',
    'tohex',
    'band',
    'bor',
    'bxor',
    'lshift',
    'rshift',
    'arshift',
    'rol',
    'ror',
  ].flatMap((name) => [
    `bit.${name}()`,
    `bit.${name}('x')`,
    `bit.${name}({},1)`,
    `bit.${name}(1,{})`,
    `bit.${name}(1,nil)`,
    `bit.${name}(1,'x',{})`,
    `bit.${name}(1,2,4)`,
  ]),
  ...['4', '-4', '0', '100', '-100', '8', '-2^31', '1.5', '"3"'].map((n) => `bit.tohex(0xabcdef12,${n})`),
  'bit.band(0xff,0x0f,0x3)',
  'bit.bor(1,2,4,8)',
];

export const MEMBER_ROWS: readonly string[] = ['cjson', 'cmsgpack', 'struct', 'bit'].map(
  (name) => `do local t={} for k in pairs(${name}) do t[#t+1]=k end return table.concat(t,' ') end`,
);
