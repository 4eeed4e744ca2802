/**
 * Requests: what one lock asks of one instance, in the keys and arguments of its script. Requests for the
 * same script go out in one call behind a common head (outbox.ts).
 */
import type { ResourceKeys } from './key.ts';
import type { ScriptName } from './script.ts';

export interface Request {
  readonly script: ScriptName;
  readonly keys: readonly string[];
  readonly args: readonly string[];
}

/** A lock that is asked for or held: its resources, in order, and the value that names its holder. */
export interface Claim {
  readonly resources: readonly ResourceKeys[];
  readonly value: string;
  /** Default exclusive. Readers share a lock; what is done to it later is the same for both. */
  readonly mode?: 'shared';
  /** Which permit of a semaphore it is, from 0. */
  readonly slot?: number;
}

/** @param hint the highest counter known: a grant exceeds it, so that all instances give the same token */
export function acquireRequest(claim: Claim, ttlMs: number, hint: number): Request {
  return {
    script: 'acquire',
    keys: allKeys(claim),
    args: [String(claim.resources.length), claim.value, String(ttlMs), String(hint)],
  };
}

/** @param token 0 for a new one; else the lock is brought with this token to an instance that was missing */
export function shareRequest(claim: Claim, ttlMs: number, hint: number, token = 0): Request {
  return {
    script: 'share',
    keys: allKeys(claim),
    args: [...sizeAndValue(claim), String(ttlMs), String(hint), String(token)],
  };
}

/** Tells an instance that a writer waits, so that no more readers come in for so long; 0 takes it back. */
export function wantRequest(resources: readonly ResourceKeys[], ms: number): Request {
  return {
    script: 'want',
    keys: resources.map(({ lock }) => lock),
    args: [String(resources.length), String(ms)],
  };
}

/** How long each of these locks is held. */
export function lookRequest(resources: readonly ResourceKeys[]): Request {
  return { script: 'look', keys: resources.map(({ lock }) => lock), args: [String(resources.length)] };
}

/** @param ticket 0 for a new one, −1 to leave the lines */
export function lineRequest(
  lines: readonly { readonly line: string; readonly alive: string }[],
  waiter: string,
  ticket: number,
  lifeMs: number,
): Request {
  return {
    script: 'line',
    keys: lines.flatMap(({ line, alive }) => [line, alive]),
    args: [String(lines.length), waiter, String(ticket), String(lifeMs)],
  };
}

export function joinRequest(claim: Claim, ttlMs: number, token: number): Request {
  if (claim.mode === 'shared') return shareRequest(claim, ttlMs, token, token);
  return {
    script: 'join',
    keys: allKeys(claim),
    args: [...sizeAndValue(claim), String(ttlMs), String(token)],
  };
}

export function raiseRequest(claim: Claim, token: number): Request {
  return {
    script: 'raise',
    keys: claim.resources.flatMap(({ lock, counter }) => [lock, counter]),
    args: [...sizeAndValue(claim), String(token)],
  };
}

export function extendRequest(claim: Claim, ttlMs: number): Request {
  return {
    script: 'extend',
    keys: claim.resources.map(({ lock }) => lock),
    args: [...sizeAndValue(claim), String(ttlMs)],
  };
}

/** Of a lock that was held: those who wait for it are told. */
export function releaseRequest(claim: Claim): Request {
  return releasing(claim, '1');
}

/** Of what did not make a lock: nobody is told, or those who wait would wake each other for nothing. */
export function giveBackRequest(claim: Claim): Request {
  return releasing(claim, '0');
}

function releasing(claim: Claim, isLoud: '0' | '1'): Request {
  return {
    script: 'release',
    keys: locksAndTombstones(claim),
    args: [String(claim.resources.length), claim.value, isLoud],
  };
}

function locksAndTombstones({ resources, value }: Claim): readonly string[] {
  const keys: string[] = [];
  for (const { lock, tombstone } of resources) keys.push(lock, tombstone + value);
  return keys;
}

function allKeys({ resources, value }: Claim): readonly string[] {
  const keys: string[] = [];
  for (const { lock, counter, tombstone } of resources) keys.push(lock, counter, tombstone + value);
  return keys;
}

function sizeAndValue({ resources, value }: Claim): readonly [string, string] {
  return [String(resources.length), value];
}
