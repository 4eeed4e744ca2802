/** Expressions over the standard libraries, each answered by redis-server and by us. */

function lines(text: string): readonly string[] {
  return text.trim().split('\n');
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Loops over lists of Lua expressions; the innermost calls, and adds a row. */
function grid(call: string, lists: Readonly<Record<string, readonly string[]>>): string {
  const names = Object.keys(lists);
  const loops = names.map((name) => `for _, ${name} in ipairs{${lists[name]?.join(',')}} do`);
  const labels = names.filter((name) => name !== 'f').map((name) => `tostring(${name})`);
  const ends = 'end '.repeat(names.length);
  return `${loops.join(' ')} results(${labels.join(', ')}, pcall(function() return ${call} end)) ${ends}`;
}

function quoted(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `'${text}'`);
}

/** Bodies of Lua string literals. */
const PATTERN_SUBJECTS = [
  '',
  ...lines(String.raw`
a
hello world
key=value; other = 12
THE (quick) fox
aaab
\0x\255\n
`),
];
const PATTERNS = [
  '',
  ...words(String.raw`
. .- .* l+ %w+ (%w+) (%w+)%s*=%s*(%w+) ^%a %a$ ^$ () ()ll() %d* [%w_]+ [^%s] [a-c]+ []] [^]] [%]]
[a-] [-a] [%a-z] %b() %f[%w]%w+ %f[%W] (.)%1 (.-)%s x?a a?a?a a-b (a*)b ((a)(b)) %% %. [%z] %z %Z $
a$b ^^a * + a** %f[%z] [\128-\255] %u%l* %p %c %x+ [^%d] (()(a)) -a a^
`),
];
const FAULTS = words(`[ [a [^ [% % a% ( (a ) a) %b %b( %f %fa %f[ %1 (%1) ()%1`);

/** Each is called with a subject and a pattern. */
const CALLS = lines(`
string.find
string.match
function(s,p) return string.gsub(s,p,"<%0>") end
function(s,p) return string.gsub(s,p,"%1",2) end
function(s,p) return string.find(s,p,-2) end
function(s,p) return string.find(s,p,3,true) end
function(s,p) local t={} for a,b in string.gmatch(s,p) do t[#t+1]=tostring(a)..":"..tostring(b) end return table.concat(t,",") end
`);

/** Every call over every pattern and subject. */
export const PATTERN_GRID = grid('f(s,p)', {
  f: CALLS,
  p: quoted([...PATTERNS, ...FAULTS]),
  s: quoted(PATTERN_SUBJECTS),
});

export const STRING_ROWS = lines(String.raw`
string.len("a\0b")
string.len(12)
string.len()
string.len({})
("x"):len()
#("abc"):rep(3)
string.sub("hello",2,3)
string.sub("hello",-3)
string.sub("hello",0)
string.sub("hello",4,2)
string.sub("hello",-100,100)
string.sub("hello",2.9,"4")
string.sub("hello")
string.sub()
string.sub("hello",1,-2)
string.sub("hello",1/0)
string.sub("hello",0/0)
string.sub("hello",1e300)
string.byte("abc")
string.byte("abc",1,-1)
string.byte("abc",10)
string.byte("")
string.byte("abc",-1)
string.byte("abc",0)
string.byte("abc",0,2)
string.byte(("a"):rep(9000),1,-1)
string.byte("a",{})
string.char()
string.char(65,66)
string.char(256)
string.char(-1)
string.char("66",65.9)
string.char("x")
string.upper("aé\233z")
string.lower("AÉ\201Z")
string.reverse("abc")
string.reverse(12)
string.upper()
string.rep("ab",3)
string.rep("x",0)
string.rep("x",-1)
string.rep("",5)
string.rep("x","2")
string.rep("x")
string.dump(string.len)
string.dump()
string.dump(1)
string.gfind("ab","a")()
string.gmatch("ab")
string.gsub("abc","b","%%")
string.gsub("abc","b","%")
string.gsub("abc","b","%x")
string.gsub("abc","b","%2")
string.gsub("abc","(b)","%2")
string.gsub("abc","b",true)
string.gsub("abc","b")
string.gsub("abc")
string.gsub("abc","%w",{a=1,b=true,c=false})
string.gsub("abc","%w",{b=true})
string.gsub("abc","%w",{a="x"})
string.gsub("abc","%w",function(c) return c=="b" and "<b>" or nil end)
string.gsub("abc","b",function() return {} end)
string.gsub("abc","()",function(p) return p end)
string.gsub("abc","()","%1")
string.gsub("abc","%w",12)
string.gsub("abc","%w",setmetatable({},{__index=function(t,k) return k..k end}))
string.gsub("abc","(a","x")
string.gsub("abc","%w","x",1.9)
string.gsub("abc","%w","x",0)
string.gsub("abc","%w","x",-1)
string.gsub("abc","","-")
string.gsub("abc d","%w*","x")
string.gsub("abc","^a","x")
string.gsub("aaa","^a","x")
string.gsub("abc","b*$","x")
string.find("a\0b","a\0x")
string.find("a\0b",".\0x")
string.find("a.b",".",1,true)
string.find("abc","b",10)
string.find("abc","",10)
string.find("abc","",-10)
string.find("abc","",4)
string.find("abc")
string.find()
string.find("abc",1)
string.find(123,2)
string.find("abc","b",{})
string.match("2024-01-02","(%d+)-(%d+)-(%d+)")
string.match("  trim  ","^%s*(.-)%s*$")
string.match("key","()e()")
string.match("abc","b",-1)
string.match("x")
string.find(("a"):rep(300),("a?"):rep(190))
string.find("abc",("()"):rep(40))
string.find("abc",("(.)"):rep(33))
string.gmatch("abc","^a")()
string.gsub("hello world","o","0",1)
string.gsub("x","x","%9")
string.gsub("x",".","%00")
`);

const SPECS = lines(`
%d
%5d
%-5d|
%05d
%+d
% d
%.3d
%5.3d
%05.3d
%.0d
%i
%u
%x
%X
%#x
%o
%#o
%#5X
%08x
%-8x|
%c
%5c|
%-5c|
%e
%E
%.0e
%#.0e
%f
%.0f
%#.0f
%10.2f
%-10.2f|
%010.2f
%+.1f
% .1f
%.20f
%.99f
%g
%G
%.3g
%#g
%#.3g
%.0g
%10.4g
%.14g
%.17g
%+g
%s
%10s|
%-10s|
%.2s
%5.1s|
%05s
%q
%99d
%.99d
%+05d
%-05d|
%+x
% x
`);
const VALUES = lines(String.raw`
0
-0
1
-1
42
65
321
-7.9
0.5
1.5
2.5
0.1
1/3
1e15
1234567890123
1e100
-1e100
2^53
2^63
2^64
1e19
1e20
-2^63
1/0
-1/0
0/0
5e-324
"12"
"0x10"
"abc"
"a\0b"
"\r\n\"\\"
true
("x"):rep(120)
`);

/** Every directive over every value. */
export const FORMAT_GRID = grid('string.format(p,v)', { p: quoted(SPECS), v: VALUES });

export const FORMAT_ROWS = lines(String.raw`
string.format("%s",nil)
string.format("%d",{})
string.format()
string.format("%")
string.format("%",1)
string.format("%5",1)
string.format("%y",1)
string.format("%d")
string.format("%100d",1)
string.format("%.100f",1)
string.format("%-+ #0d",1)
string.format("%-+ #0-d",1)
string.format("%F",1)
string.format("%a",1)
string.format("%p",1)
string.format("%ld",1)
string.format("100%%")
string.format("%d%%|%s",5,"x")
string.format("%s %s",1)
string.format("%5%",1)
string.format(12)
string.format("a\0b%d",1)
string.format("%d",3,4,5)
string.format("%\0",1)
string.format("%1.1.1f",1)
`);

export const TABLE_ROWS = lines(String.raw`
table.concat({1,2,3})
table.concat({1,"x",2.5},", ")
table.concat({},"x")
table.concat({1,2,3},"-",2)
table.concat({1,2,3},"-",2,3.9)
table.concat({1,2,{}})
table.concat({1,2},",",1,3)
table.concat({},"",1,1)
table.concat({1},{})
table.concat(1)
table.concat()
table.concat({true})
table.concat({1,2,3},1)
do local t={1,2} table.insert(t,3) return t end
do local t={1,2} table.insert(t,1,0) return t end
do local t={} table.insert(t,5,1) return t,#t end
do local t={1} table.insert(t,-1,9) return t end
table.insert({})
table.insert({},1,2,3)
table.insert({},"x",1)
table.insert(nil,1)
table.insert()
table.insert(string,1)
do local t={1,2,3} return table.remove(t),t end
do local t={1,2,3} return table.remove(t,1),t end
table.remove({})
table.remove({1,2},5)
table.remove({1,2},0)
table.remove()
table.remove({1},{})
do local t={1,nil,3} return table.remove(t,1),t end
table.getn({1,2})
table.getn()
table.setn({},1)
table.setn(1)
table.maxn({1,2,[10]=1,[1.5]=3})
table.maxn({})
table.maxn()
table.foreach({1},1)
table.foreach({a=1},function(k,v) return k..v end)
table.foreach({})
table.foreach({1,2},function() end)
table.foreachi({1,2,3},function(i,v) if i==2 then return v end end)
table.foreachi({},1)
table.foreachi({1})
do local t={3,1,2} table.sort(t) return t end
do local t={"b","a","B","\255"} table.sort(t) return t end
do local t={3,1,2,5,4} table.sort(t,function(a,b) return a>b end) return t end
table.sort({3,1,"x"})
table.sort({3,1},1)
table.sort({1,2,3,4,5},function() return true end)
table.sort({1,2,3},function() return true end)
table.sort({1,nil,3})
table.sort(string)
table.sort()
table.sort({{},{}})
table.sort({1,0/0,2,0/0,1,5})
table.sort({true,false})
do local t={5,2,0/0,1,-0,0,7} table.sort(t) return t end
table.sort({1,2,3},function(a,b) error("stop") end)
do local log={} local t={} for i=1,40 do t[i]=(i*7919)%41 end table.sort(t,function(a,b) log[#log+1]=a..","..b return a<b end) return table.concat(log," "),t end
do local log={} local t={} for i=1,30 do t[i]=(i*31)%7 end table.sort(t,function(a,b) log[#log+1]=a..","..b return a>b end) return table.concat(log," "),t end
do local n=0 local t={} for i=1,60 do t[i]=(i*31)%7 end local ok,e=pcall(table.sort,t,function(a,b) n=n+1 return a<=b end) return ok,e,n end
do local n=0 local m={__lt=function(a,b) n=n+1 return a.v<b.v end} local t={} for i=1,20 do t[i]=setmetatable({v=(i*7)%11},m) end table.sort(t) local s="" for i=1,20 do s=s..t[i].v.." " end return s,n end
`);

const EXACT = words('abs ceil floor frexp modf sqrt rad deg');
/** These agree to the 14 digits that scripts see; the last bit of a libm is its own. */
const ROUNDED = words('acos asin atan cosh cos exp log10 log sinh sin tanh tan');
const NUMBERS = words('0 -0 1 -1 0.5 -3.7 10 1000 1e300 5e-324 1/0 -1/0 0/0 2^-1030 1e-5 "10"');

export const MATH_ROWS: readonly string[] = [
  ...EXACT.flatMap((name) => NUMBERS.map((x) => `math.${name}(${x})`)),
  ...ROUNDED.flatMap((name) => NUMBERS.map((x) => `tostring(math.${name}(${x}))`)),
  ...[...EXACT, ...ROUNDED].flatMap((name) => [`math.${name}()`, `math.${name}('x')`, `math.${name}({})`]),
  ...Array.from({ length: 44 }, (_, i) => `math.pow(10,${i - 22})`),
  ...Array.from({ length: 30 }, (_, i) => `math.pow(1.${i}37,${i * 3 - 40})`),
  ...lines(`
math.fmod(5,3)
math.fmod(-5,3)
math.fmod(5,-3)
math.fmod(5,0)
math.fmod(1/0,2)
math.fmod(5,1/0)
math.mod(7,4)
math.fmod(1)
math.pow(2,10)
math.pow(2,0.5)
math.pow(1,1/0)
math.pow(-1,1/0)
math.pow(-8,1/3)
math.pow(1.1,10)
math.pow("x",1)
math.ldexp(1,5)
math.ldexp(0.75,-1074)
math.ldexp(3,-1075)
math.ldexp(1,2000)
math.ldexp(1,-2000)
math.ldexp(0/0,1)
math.ldexp(1/0,1)
math.ldexp(1)
math.ldexp(5e-324,1075)
math.max(1,2,3)
math.max(-1)
math.max()
math.max(1,"5")
math.max(1,"x")
math.max(0/0,1)
math.max(1,0/0)
math.min(3,1,2)
math.min()
math.min(1,nil)
math.atan2(1,2)
math.atan2(-0,-1)
math.atan2(1)
math.pi
math.huge
-math.huge
math.random()
math.random()
math.random(10)
math.random(5,9)
math.random(0)
math.random(2,1)
math.random(1,2,3)
math.random("x")
math.random(2^31)
math.random(-2^31,2^31-1)
do math.randomseed(0) return math.random(1000),math.random(1000),math.random(1000),math.random(1000) end
do math.randomseed(1) return math.random(),math.random(10),math.random(5,9) end
do math.randomseed(-1) return math.random() end
do math.randomseed(2^40+5) return math.random() end
math.randomseed()
math.randomseed("x")
do math.randomseed(123.9) return math.random() end
math.pow(10,-5)
`),
];
