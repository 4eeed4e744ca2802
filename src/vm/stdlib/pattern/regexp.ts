/**
 * Says a pattern as a RegExp, where a RegExp tries the same ways in the same order and so finds the same
 * match: sets with * + - ?, captures of text, back references, frontiers, `$`. Not sayable are faults,
 * `%b` and position captures. V8 compiles it to machine code; about ten times the speed of closures.
 */
import type { CharSet } from './char-set.ts';
import type { Item, ParsedPattern, Repeat } from './parse.ts';

/** Longer patterns are not worth compiling. */
const MAX_ITEMS = 200;

const REPEATS: Readonly<Record<Repeat, string>> = { once: '', '*': '*', '+': '+', '-': '*?', '?': '?' };

/** The source of an equal RegExp (for flags without `u` and `m`), undefined where there is none. */
export function regexpSource(parsed: ParsedPattern): string | undefined {
  if (parsed.items.length > MAX_ITEMS || parsed.captures.some((kind) => kind !== 'text')) return undefined;
  let source = '';
  for (const item of parsed.items) {
    const part = partOf(item);
    if (part === undefined) return undefined;
    source += part;
  }
  return source;
}

function partOf(item: Item): string | undefined {
  switch (item.kind) {
    case 'set':
      return (item.only >= 0 ? byte(item.only) : setSource(item.set)) + REPEATS[item.repeat];
    case 'open':
      return item.isPosition ? undefined : '(';
    case 'close':
      return ')';
    case 'back':
      return `(?:\\${item.index + 1})`;
    case 'frontier':
      return frontierSource(item.set);
    case 'end':
      return '$';
    case 'balance':
    case 'fault':
      return undefined;
    default:
      return item satisfies never;
  }
}

/** Beyond either end stands a NUL, so that the ends count as in the set when NUL is. */
function frontierSource(set: CharSet): string {
  const source = setSource(set);
  return set[0] === 1 ? `(?<=${complement(set)})(?=${source}|$)` : `(?<!${source})(?=${source})`;
}

function complement(set: CharSet): string {
  return setSource(set.map((flag) => 1 - flag));
}

/** `[]` matches nothing and `[^]` everything. */
function setSource(set: CharSet): string {
  let source = '';
  for (let from = set.indexOf(1); from >= 0; ) {
    const end = set.indexOf(0, from);
    const to = end < 0 ? 255 : end - 1;
    if (from === 0 && to === 255) return '[^]';
    source += from === to ? byte(from) : `${byte(from)}-${byte(to)}`;
    from = end < 0 ? -1 : set.indexOf(1, end);
  }
  return `[${source}]`;
}

function byte(code: number): string {
  return `\\x${code < 16 ? '0' : ''}${code.toString(16)}`;
}
