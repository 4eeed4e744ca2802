/**
 * The string library of Lua 5.1 (lstrlib.c), with the members that redis-server lists.
 */
// biome-ignore-all lint/complexity/noArguments: the count tells "no value" from nil at no cost; a rest array has one.
import { bytes, isAscii, toLower, toUpper } from '../../base/bytes.ts';
import { badArgument, badType, LuaError, raise } from '../error.ts';
import { checkInteger, checkString } from '../runtime/argument.ts';
import type { Library, LuaHost } from '../runtime/builtin.ts';
import { type LuaFunction, type LuaResult, type LuaValue, NONE } from '../value.ts';
import { PatternCache } from './pattern/pattern.ts';
import { FormatCache, formatString } from './string/format.ts';
import { makeFind, makeGmatch, makeMatch } from './string/search.ts';
import { makeGsub } from './string/substitute.ts';
import { detached } from './string/text.ts';

/** What the library cannot know by itself. */
export interface StringOptions {
  /** The bytes that string.dump gives for a Lua function; undefined: it cannot be dumped. Default: none can. */
  readonly dump?: (fn: LuaFunction) => string | undefined;
}

/** V8's longest string; beyond it Lua would run out of memory. */
const MAX_LENGTH = 0x1fffffe8;
/** luaconf.h LUAI_MAXCSTACK: values that fit on the stack of a builtin. */
const MAX_STACK = 8000;

/** Makes the library for one VM. */
export function stringLibrary(host: LuaHost, options: StringOptions = {}): Library {
  const patterns = new PatternCache((units) => host.charge(units));
  const formats = new FormatCache(host);
  const gmatch = makeGmatch(host, patterns);
  return {
    byte,
    char,
    dump: (...args) => dump(args, options),
    find: makeFind(host, patterns),
    format(...args) {
      host.charge(args.length);
      return formatString(host, formats, args);
    },
    gfind: gmatch,
    gmatch,
    gsub: makeGsub(host, patterns),
    len,
    lower: makeMapper(host, (text) => (isAscii(text) ? text.toLowerCase() : toLower(bytes(text)))),
    match: makeMatch(host, patterns),
    rep: makeRep(host),
    reverse: makeMapper(host, reverse),
    sub,
    upper: makeMapper(host, (text) => (isAscii(text) ? text.toUpperCase() : toUpper(bytes(text)))),
  };
}

/** A position counted from 1, or back from the end; never below 0. */
function place(position: number, length: number): number {
  return position >= 0 ? position : Math.max(0, length + position + 1);
}

function byte(s?: LuaValue, i?: LuaValue, j?: LuaValue): LuaResult {
  const text = typeof s === 'string' ? s : checkString(1, s, arguments.length);
  const given = i === undefined ? 1 : place(checkInteger(2, i), text.length);
  const last = Math.min(j === undefined ? given : place(checkInteger(3, j), text.length), text.length);
  const from = Math.max(1, given);
  if (from > last) return NONE;
  if (from === last) return text.charCodeAt(from - 1);
  if (last - from + 1 + arguments.length > MAX_STACK) raise('stack overflow (string slice too long)');
  const codes: LuaValue[] = [];
  for (let at = from - 1; at < last; at++) codes.push(text.charCodeAt(at));
  return codes;
}

function char(...args: LuaValue[]): string {
  let text = '';
  for (let i = 0; i < args.length; i++) {
    const code = checkInteger(i + 1, args[i]) | 0;
    if ((code & 255) !== code) badArgument(i + 1, 'invalid value');
    text += String.fromCharCode(code);
  }
  return text;
}

function dump(args: readonly LuaValue[], options: StringOptions): string {
  const fn = args[0];
  if (typeof fn !== 'function') badType(1, 'function', fn, args.length);
  return options.dump?.(fn) ?? raise('unable to dump given function');
}

function len(s?: LuaValue): number {
  return typeof s === 'string' ? s.length : checkString(1, s, arguments.length).length;
}

function sub(s?: LuaValue, i?: LuaValue, j?: LuaValue): string {
  const text = typeof s === 'string' ? s : checkString(1, s, arguments.length);
  const from = place(checkInteger(2, i, arguments.length), text.length);
  const to = j === undefined ? text.length : place(checkInteger(3, j), text.length);
  return from > to ? '' : detached(text.slice(from < 1 ? 0 : from - 1, to), text.length);
}

function makeRep(host: LuaHost): (...args: LuaValue[]) => LuaResult {
  return function rep(s?: LuaValue, n?: LuaValue): string {
    const text = checkString(1, s, arguments.length);
    const count = checkInteger(2, n, arguments.length) | 0;
    if (count <= 0 || text === '') return '';
    if (text.length * count > MAX_LENGTH) throw new LuaError('not enough memory');
    host.charge((text.length * count) >>> 4);
    return host.joined(text.repeat(count));
  };
}

function makeMapper(host: LuaHost, map: (text: string) => string): (...args: LuaValue[]) => LuaResult {
  return function mapper(s?: LuaValue): string {
    const text = checkString(1, s, arguments.length);
    host.charge(text.length >> 4);
    return map(text);
  };
}

/** Up to here a loop is quicker than a buffer. */
const SHORT_TEXT = 32;

function reverse(text: string): string {
  if (text.length > SHORT_TEXT) return Buffer.from(text, 'latin1').reverse().latin1Slice();
  let reversed = '';
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i] as string;
  return reversed;
}
