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
}

/** @param hint the highest counter known: a grant exceeds it, so that all instances give the same token */
export function acquireRequest(claim: Claim, ttlMs: number, hint: number): Request {
  return {
    script: 'acquire',
    keys: allKeys(claim),
    args: [...sizeAndValue(claim), String(ttlMs), String(hint)],
  };
}

export function joinRequest(claim: Claim, ttlMs: number, token: number): Request {
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
    keys: claim.resources.flatMap(({ lock, tombstone }) => [lock, tombstone + claim.value]),
    args: [...sizeAndValue(claim), isLoud],
  };
}

function allKeys({ resources, value }: Claim): readonly string[] {
  const keys: string[] = [];
  for (const { lock, counter, tombstone } of resources) keys.push(lock, counter, tombstone + value);
  return keys;
}

function sizeAndValue({ resources, value }: Claim): readonly [string, string] {
  return [String(resources.length), value];
}
