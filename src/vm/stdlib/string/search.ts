/**
 * string.find, match and gmatch: searching without replacing (lstrlib.c str_find_aux, gmatch_aux).
 */
// biome-ignore-all lint/complexity/noArguments: the count tells "no value" from nil at no cost; a rest array has one.
import { checkInteger, checkString } from '../../runtime/argument.ts';
import type { LuaHost } from '../../runtime/builtin.ts';
import { type LuaFunction, type LuaResult, type LuaValue, NONE } from '../../value.ts';
import type { PatternCache } from '../pattern/pattern.ts';

const SPECIALS = /[\^$*+?.([%-]/;
const CARET = 94;

type Builtin = (...args: LuaValue[]) => LuaResult;

/** `find(s, pattern, init, plain)` */
export function makeFind(host: LuaHost, cache: PatternCache): Builtin {
  return function find(s?: LuaValue, p?: LuaValue, init?: LuaValue, plain?: LuaValue): LuaResult {
    const subject = typeof s === 'string' ? s : checkString(1, s, arguments.length);
    const text = typeof p === 'string' ? p : checkString(2, p, arguments.length);
    const from = init === undefined ? 0 : startPlace(init, subject.length);
    if (subject.length > LIGHT) host.charge(subject.length >> 4);
    if ((plain !== undefined && plain !== false) || !hasSpecials(text)) {
      const at = subject.indexOf(text, from);
      return at < 0 ? undefined : [at + 1, at + text.length];
    }
    const isAnchored = text.charCodeAt(0) === CARET;
    const pattern = cache.get(isAnchored ? text.slice(1) : text);
    const isFound = isAnchored ? pattern.matchAt(subject, from) : pattern.search(subject, from);
    if (!isFound) return undefined;
    const results: LuaValue[] = [pattern.start + 1, pattern.end];
    return pattern.captureCount === 0 ? results : pattern.pushCaptures(results, false);
  };
}

/** `match(s, pattern, init)` */
export function makeMatch(host: LuaHost, cache: PatternCache): Builtin {
  return function match(s?: LuaValue, p?: LuaValue, init?: LuaValue): LuaResult {
    const subject = typeof s === 'string' ? s : checkString(1, s, arguments.length);
    const text = typeof p === 'string' ? p : checkString(2, p, arguments.length);
    const from = init === undefined ? 0 : startPlace(init, subject.length);
    if (subject.length > LIGHT) host.charge(subject.length >> 4);
    const isAnchored = text.charCodeAt(0) === CARET;
    const pattern = cache.get(isAnchored ? text.slice(1) : text);
    const isFound = isAnchored ? pattern.matchAt(subject, from) : pattern.search(subject, from);
    if (!isFound) return undefined;
    return pattern.captureCount > 1 ? pattern.pushCaptures([], true) : pattern.capture(0);
  };
}

/** `gmatch(s, pattern)`: here `^` is an ordinary character. */
export function makeGmatch(host: LuaHost, cache: PatternCache): Builtin {
  return function gmatch(s?: LuaValue, p?: LuaValue): LuaFunction {
    const subject = checkString(1, s, arguments.length);
    const pattern = cache.get(checkString(2, p, arguments.length));
    let from = 0;
    return host.builtin(() => {
      if (from > subject.length || !pattern.search(subject, from)) {
        from = subject.length + 1;
        return NONE;
      }
      host.charge(1 + ((pattern.end - from) >> 4));
      from = pattern.end > pattern.start ? pattern.end : pattern.end + 1;
      return pattern.captureCount > 1 ? pattern.pushCaptures([], true) : pattern.capture(0);
    });
  };
}

/** Shorter subjects are not worth charging for. */
const LIGHT = 64;

/** The place, from 0, that `init` names; never outside the subject. */
function startPlace(init: LuaValue, length: number): number {
  const position = checkInteger(3, init);
  if (position > 0) return Math.min(position - 1, length);
  return position === 0 ? 0 : Math.max(0, length + position);
}

/** C's strpbrk: a NUL ends the pattern it looks at. */
function hasSpecials(text: string): boolean {
  const special = text.search(SPECIALS);
  if (special < 0) return false;
  const nul = text.indexOf('\0');
  return nul < 0 || special < nul;
}
