/**
 * Source text that means harm: random bytes, programs with wounds, names and strings that JavaScript takes for
 * something, and nesting or length without measure.
 */

/** A whole number below `count`. */
export type Pick = (count: number) => number;

export interface HostileSource {
  readonly text: string;
  /** It is small and made of our own statements: it may be run as well. */
  readonly mayRun: boolean;
}

/** Names that mean something in JavaScript, in our generated code, or to an object. */
const NAMES = (
  '__proto__ constructor toString valueOf hasOwnProperty prototype __defineGetter__ this new class var let const ' +
  'yield await async eval arguments undefined null NaN Infinity globalThis process require import export delete ' +
  'typeof instanceof void with switch case throw try catch finally super static enum kit sites extra S G T Box Gen ' +
  'TailCall NONE NEXT r0 r1 u0 s0 f0 x0 e0 p0 c3 va m n v i x y z up L0 B0 finish firstOf callValue length name call'
).split(' ');

/** String contents as Lua source writes them; the last ones are the bytes of U+2028 and U+2029. */
const TEXTS = [
  '',
  "'",
  '\\"',
  '\\\\',
  '\\n',
  '\\r',
  '\\0',
  '\\\n',
  '\\255',
  '`$' + '{process}`',
  '*/',
  '//',
  '</script>',
  '"+process.exit()+"',
  '\\"+globalThis+\\"',
  "\\\\';throw 1;//",
  '\xff\xfe',
  '\\u0041',
  '\\x41',
  '\xe2\x80\xa8',
  '\xe2\x80\xa9',
];

const STATEMENTS = [
  'local N = S',
  'local N, N = S, N',
  'N = N',
  'local N = {N = S, [S] = S, N = {N = N}}',
  'local N = {} N.N = S N[S] = N',
  'local function N(N, N) return N, N.N end',
  'local function N(N, ...) local N = {...} return N[1], select("#", ...) end',
  'local N = function(N) return function() N = S return N end end',
  'if N == S then N = S else N = N end',
  'for N = 1, 3 do local N = N end',
  'for N, N in pairs({N = S, [S] = 1}) do N = N end',
  'local N = setmetatable({}, {__index = function(N, N) return N end}) N = N.N',
  'local N = ("").N',
  'local N = (S):N(S)',
  'pcall(function() return N.N.N end)',
  'pcall(function() return N(S) end)',
  'local N = coroutine.wrap(function(N) N = coroutine.yield(N) return N end) N(S)',
  'error(S)',
  'N[S][S] = S',
  'function N.N(N) end',
  'function N:N(N) end',
  'do local N <const> = 1 end',
  'goto N',
  'while N do N = nil end',
  'repeat local N = S until N',
  'return N, S, {N}',
  'return N',
  'return S .. S, #S, S == S, S < S, -S',
];

/** What is repeated, how it begins, and how it ends. */
const NESTS: readonly (readonly [open: string, middle: string, close: string])[] = [
  ['(', '1', ')'],
  ['{', '', '}'],
  ['x = {', '', '}'],
  ['do ', '', ' end'],
  ['while x do ', '', ' end'],
  ['if x then ', '', ' end'],
  ['if x then else', ' x = 1 end', ''],
  ['if x then elseif x then ', '', ' end'],
  ['repeat ', '', ' until x'],
  ['for i = 1, 2 do ', '', ' end'],
  ['for k in pairs(x) do ', '', ' end'],
  ['local function f() ', '', ' end'],
  ['return function() ', '', ' end'],
  ['x = f(', '1', ')'],
  ['f(function() ', '', ' end)'],
  ['- ', '1', ''],
  ['not ', 'x', ''],
  ['a.', 'b = 1', ''],
  ['a[', '1', ']'],
  ['x = x ', '', ''],
  ['local x = x ', '', ''],
  ['a .. ', 'a', ''],
  ['1 + ', 'a', ''],
  ['a and b or ', 'c', ''],
  ['x == x ~= ', 'x', ''],
  ['a ^ ', 'a', ''],
  ['[', '', ']'],
  ['f"" ', '', ''],
  ['a, ', 'a = 1', ''],
  ['goto ', '', ''],
  ['break ', '', ''],
  ['if a then break end ', '', ''],
  ['while a do if b then break end ', '', ' end'],
  ['"', '', '"'],
  ['--[[', '', ']]'],
  ['[=[', '', ']=]'],
  ['\\', '', ''],
  ['0x', '1', ''],
  ['9', '', ''],
  [';', '', ''],
];
const HEADS = [
  '',
  'return ',
  'x = ',
  'local t = ',
  'while a do ',
  'f(',
  'return {',
  'local function f(...) return ',
];

const MOST_NESTS = 400;
const MANY_NESTS = 4000;
const TOKEN = /[A-Za-z_]\w*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|\.{1,3}|[=~<>]=|\s+|[^\s\w]/g;

/** Makes sources out of chance; `programs` are what wounds are made in. */
export function hostileSources(programs: readonly string[], pick: Pick): () => HostileSource {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
  const repeat = (most: number, make: () => string): string => {
    let text = '';
    for (let left = pick(most + 1); left > 0; left--) text += make();
    return text;
  };
  const tokens = [...new Set(programs.join('\n').match(TOKEN))];
  const filled = (template: string): string =>
    template.replace(/\b[NS]\b/g, (hole) => (hole === 'N' ? one(NAMES) : `"${one(TEXTS)}"`));
  const wounded = (text: string): string => {
    const at = pick(text.length + 1);
    const patch = [
      repeat(3, () => one(tokens)),
      String.fromCharCode(pick(256)),
      text.slice(at, at + pick(40)),
      '',
    ];
    return text.slice(0, at) + one(patch) + text.slice(at + one([0, 0, 1, pick(20)]));
  };
  const piece = (text: string): string => {
    const lines = text.split('\n');
    const start = pick(lines.length);
    return lines.slice(start, start + 1 + pick(12)).join('\n');
  };
  const nested = (): string => {
    const count = pick(40) === 0 ? pick(MANY_NESTS) : pick(MOST_NESTS);
    const [open, middle, close] = one(NESTS);
    return `${one(HEADS)}${open.repeat(count)}${middle}${close.repeat(one([count, count, count + 1, 0]))}`;
  };
  const kinds: readonly (readonly [weight: number, make: () => HostileSource])[] = [
    [25, () => ({ text: repeat(6, () => `${filled(one(STATEMENTS))}\n`), mayRun: true })],
    [25, () => ({ text: repeat(30, () => `${one(tokens)} `), mayRun: false })],
    [25, () => ({ text: wounded(piece(one(programs))), mayRun: false })],
    [10, () => ({ text: repeat(60, () => String.fromCharCode(pick(256))), mayRun: false })],
    [8, () => ({ text: wounded(repeat(6, () => `${filled(one(STATEMENTS))}\n`)), mayRun: false })],
    [4, () => ({ text: `${piece(one(programs))}\n${wounded(piece(one(programs)))}`, mayRun: false })],
    [1, () => ({ text: wounded(one(programs)), mayRun: false })],
    [1, () => ({ text: nested(), mayRun: false })],
  ];
  const lots = kinds.flatMap(([weight, make]) => Array<() => HostileSource>(weight).fill(make));
  return () => one(lots)();
}
