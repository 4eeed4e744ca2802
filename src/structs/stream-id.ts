/**
 * StreamId: the 128-bit id of a log entry as two unsigned 64-bit halves. Each half is canonical: a number
 * when safe (up to 2^53 - 1), else a bigint; JavaScript compares the two kinds exactly with < and >, and
 * canonical halves are equal when ===.
 */

/** An unsigned integer of up to 64 bits: a number when safe, else a bigint. */
export type Uint64 = number | bigint;

/** Time and, within it, sequence. */
export interface StreamId {
  readonly ms: Uint64;
  readonly seq: Uint64;
}

const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;

/** The first of all ids, 0-0. */
export const MIN_STREAM_ID: StreamId = { ms: 0, seq: 0 };
/** The last of all ids: both halves 2^64 - 1. */
export const MAX_STREAM_ID: StreamId = { ms: MAX_UINT64, seq: MAX_UINT64 };

/** The canonical form of a half. */
export function canonicalUint64(value: Uint64): Uint64 {
  return typeof value === 'bigint' && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** An id with both halves in canonical form. */
export function streamId(ms: Uint64, seq: Uint64): StreamId {
  return { ms: canonicalUint64(ms), seq: canonicalUint64(seq) };
}

/** Negative, zero or positive. */
export function compareStreamIds(a: StreamId, b: StreamId): number {
  if (a.ms !== b.ms) return a.ms < b.ms ? -1 : 1;
  if (a.seq !== b.seq) return a.seq < b.seq ? -1 : 1;
  return 0;
}

/** The id after this one; undefined after the last of all. */
export function nextStreamId(id: StreamId): StreamId | undefined {
  if (id.seq !== MAX_UINT64) return { ms: id.ms, seq: plus(id.seq, 1n) };
  return id.ms === MAX_UINT64 ? undefined : { ms: plus(id.ms, 1n), seq: 0 };
}

/** The id before this one; undefined before the first of all. */
export function previousStreamId(id: StreamId): StreamId | undefined {
  if (id.seq !== 0) return { ms: id.ms, seq: plus(id.seq, -1n) };
  return id.ms === 0 ? undefined : { ms: plus(id.ms, -1n), seq: MAX_UINT64 };
}

function plus(half: Uint64, step: bigint): Uint64 {
  if (typeof half === 'number' && half < Number.MAX_SAFE_INTEGER) return half + Number(step);
  return canonicalUint64(BigInt(half) + step);
}
