/** Expressions over cmsgpack, struct and bit, each answered by redis-server and by us. */

function lines(text: string): readonly string[] {
  return text.trim().split('\n');
}

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
