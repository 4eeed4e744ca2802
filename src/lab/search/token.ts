/**
 * The replay token: one line that repeats a run anywhere. It carries the library, the level, the seed and the plan
 * itself, so that it does not depend on how plans are drawn: JSON, deflated, with a checksum, in base64url.
 */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Level } from '../adapter/adapter.ts';
import { isRow } from '../history/field.ts';
import type { Plan } from '../run/plan.ts';
import { changesOf, PlanError, readPlan } from './plan-text.ts';

/** What a token says. */
export interface Replay {
  /** The library as its adapter calls it. */
  readonly library: string;
  readonly level: Level;
  readonly seed: number;
  readonly plan: Plan;
}

/** A text that is no token of ours, and why. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/** Its version: a token of another is refused. */
const MARK = 'tl1-';
const CHECK_BYTES = 4;
/** The longest token, in characters, and what it may unfold to, in bytes. */
export const MAX_TOKEN = 64 * 1024;
const MAX_BYTES = 1024 * 1024;
const MAX_NAME = 200;

/** The token of a run: letters, digits, - and _ in one line. */
export function writeToken({ library, level, seed, plan }: Replay): string {
  const json = JSON.stringify([library, level, seed, changesOf(plan)]);
  const packed = deflateRawSync(Buffer.from(json, 'utf8'), { level: 9 });
  return MARK + Buffer.concat([checkOf(packed), packed]).toString('base64url');
}

/** What a token says. @throws TokenError that says what is wrong with it */
export function readToken(token: string): Replay {
  const text = token.trim();
  if (!text.startsWith(MARK)) throw new TokenError(`a replay token begins with ${MARK}`);
  if (text.length > MAX_TOKEN) throw new TokenError(`a replay token has at most ${MAX_TOKEN} characters`);
  const coded = text.slice(MARK.length);
  if (!/^[\w-]+$/.test(coded))
    throw new TokenError('a replay token is letters, digits, - and _: is a part missing?');
  const bytes = Buffer.from(coded, 'base64url');
  const packed = bytes.subarray(CHECK_BYTES);
  if (bytes.length <= CHECK_BYTES || !checkOf(packed).equals(bytes.subarray(0, CHECK_BYTES)))
    throw new TokenError('the replay token is damaged: its checksum does not fit');
  return read(unpack(packed));
}

function unpack(packed: Buffer): unknown {
  try {
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: MAX_BYTES }).toString('utf8'));
  } catch {
    throw new TokenError('the replay token does not unfold');
  }
}

function read(content: unknown): Replay {
  if (!Array.isArray(content) || content.length !== 4)
    throw new TokenError('the replay token holds no library, level, seed and plan');
  const [library, level, seed, changes] = content as readonly unknown[];
  if (typeof library !== 'string' || library.length > MAX_NAME)
    throw new TokenError('the replay token names no library');
  if (level !== 'port' && level !== 'socket') throw new TokenError('the replay token names no level');
  if (!Number.isSafeInteger(seed)) throw new TokenError('the replay token has no seed');
  if (!isRow(changes)) throw new TokenError('the replay token has no plan');
  try {
    return { library, level, seed: seed as number, plan: readPlan(changes) };
  } catch (error) {
    if (error instanceof PlanError) throw new TokenError(`the plan of the replay token: ${error.message}`);
    throw error;
  }
}

function checkOf(packed: Buffer): Buffer {
  return createHash('sha256').update(packed).digest().subarray(0, CHECK_BYTES);
}
