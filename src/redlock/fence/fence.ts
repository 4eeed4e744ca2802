/**
 * Fences: how a protected resource turns a late holder away. It keeps the largest fencing token that it was
 * shown, its mark. A holder *enters*, which sets the mark, before its first read; its writes then pass only
 * while the mark is still its own. Checking writes alone is not enough: between a later holder's read and its
 * first write an earlier one could still write, and what it wrote would be lost.
 */

/** Whoever shows a token: a held Lock is one. */
export interface Fenced {
  /** What is protected; each has a mark. */
  readonly resources: readonly string[];
  readonly token: number;
}

/** Why a fence said no. */
export type StaleReason =
  /** The resource has been shown a larger token: a later holder is at work. */
  | 'stale'
  /** The resource was not shown this token: enter before the first read. */
  | 'not-entered';

/**
 * A fence let nobody through: the lock that the token came from has passed on, and whatever its holder has
 * read may have changed since. Nothing was written. The holder must take the lock anew.
 */
export class StaleToken extends Error {
  readonly resource: string;
  /** The token that was shown. */
  readonly token: number;
  /** The resource's mark; undefined when it has none or the guard cannot tell. */
  readonly highest: number | undefined;
  readonly reason: StaleReason;

  constructor(evidence: {
    readonly resource: string;
    readonly token: number;
    readonly highest: number | undefined;
    readonly reason?: StaleReason;
  }) {
    const { resource, token, highest } = evidence;
    const reason = evidence.reason ?? (highest !== undefined && highest > token ? 'stale' : 'not-entered');
    const seen =
      highest === undefined ? 'another has entered since, or it is gone' : `it has seen ${highest}`;
    super(
      reason === 'stale'
        ? `the token ${token} is stale at ${resource}: ${seen}`
        : `the token ${token} has not entered ${resource}: enter before the first read`,
    );
    this.name = 'StaleToken';
    this.resource = resource;
    this.token = token;
    this.highest = highest;
    this.reason = reason;
  }
}

/** @throws TypeError for what cannot be a token: it would pass or fail by accident */
export function assertToken(token: unknown): asserts token is number {
  if (!Number.isSafeInteger(token) || (token as number) < 0)
    throw new TypeError(`a fencing token is a whole number from 0, got ${String(token)}`);
}
