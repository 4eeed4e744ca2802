/**
 * Key specifications: where the keys stand in a request, as COMMAND INFO tells it and as GETKEYS,
 * ACL and the script checks use it.
 */
import type { ByteString } from '../../base/bytes.ts';

type Begin =
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'keyword'; readonly keyword: string; readonly startFrom: number }
  | { readonly kind: 'unknown' };

type Find =
  | { readonly kind: 'range'; readonly lastKey: number; readonly step: number; readonly limit: number }
  | {
      readonly kind: 'keynum';
      readonly keyNumIndex: number;
      readonly firstKey: number;
      readonly step: number;
    }
  | { readonly kind: 'unknown' };

export interface KeySpec {
  /** The server's words, space separated, such as `RW ACCESS UPDATE`. */
  readonly flags: string;
  /** Under VARIABLE_FLAGS: the words for one request, such as SET with GET and without. */
  readonly flagsOf?: (argv: readonly ByteString[]) => string;
  readonly begin: Begin;
  readonly find: Find;
  readonly notes?: string;
}

/** One key at a position (1 is the word after the name). */
export function keyAt(index: number, flags: string): KeySpec {
  return keyRange(index, 0, 1, flags);
}

/** Keys from `index` on; `lastKey` counts from there, negative from the end. */
export function keyRange(index: number, lastKey: number, step: number, flags: string): KeySpec {
  return { flags, begin: { kind: 'index', index }, find: { kind: 'range', lastKey, step, limit: 0 } };
}

/** A count at `index`, then that many keys. */
export function keyNum(index: number, flags: string): KeySpec {
  return {
    flags,
    begin: { kind: 'index', index },
    find: { kind: 'keynum', keyNumIndex: 0, firstKey: 1, step: 1 },
  };
}

/** Keys after a keyword, such as STREAMS; `limit` 2 takes the first half of what follows. */
export function keysAfter(
  keyword: string,
  startFrom: number,
  find: { lastKey: number; step: number; limit: number },
  flags: string,
): KeySpec {
  return { flags, begin: { kind: 'keyword', keyword, startFrom }, find: { kind: 'range', ...find } };
}

/** Positions of the keys in a request, or undefined when the request's own counts are wrong. */
export function keyPositions(
  specs: readonly KeySpec[],
  argv: readonly ByteString[],
): readonly number[] | undefined {
  const positions: number[] = [];
  for (const spec of specs) {
    const first = beginOf(spec.begin, argv);
    if (first === undefined) continue;
    if (!collect(spec.find, first, argv, positions)) return undefined;
  }
  return positions;
}

function beginOf(begin: Begin, argv: readonly ByteString[]): number | undefined {
  if (begin.kind === 'index') return begin.index < argv.length ? begin.index : undefined;
  if (begin.kind === 'unknown') return undefined;
  const forward = begin.startFrom > 0;
  const step = forward ? 1 : -1;
  const start = forward ? begin.startFrom : argv.length + begin.startFrom;
  for (let i = start; i > 0 && i < argv.length; i += step)
    if (argv[i]?.toLowerCase() === begin.keyword.toLowerCase()) return i + 1;
  return undefined;
}

function collect(find: Find, first: number, argv: readonly ByteString[], positions: number[]): boolean {
  if (find.kind === 'unknown') return true;
  if (find.kind === 'range') {
    const last = lastOf(find, first, argv.length);
    for (let i = first; i <= last; i += find.step) positions.push(i);
    return last < argv.length;
  }
  const count = Number(argv[first + find.keyNumIndex]);
  if (!Number.isInteger(count) || count < 0) return false;
  const firstKey = first + find.firstKey;
  const last = firstKey + (count - 1) * find.step;
  for (let i = firstKey; i <= last && i < argv.length; i += find.step) positions.push(i);
  return last < argv.length;
}

function lastOf(range: { lastKey: number; limit: number }, first: number, argc: number): number {
  if (range.lastKey >= 0) return first + range.lastKey;
  if (range.limit <= 1) return argc + range.lastKey;
  return first + Math.floor((argc - first) / range.limit) + range.lastKey;
}
