/**
 * Votes: what one instance answered in a round, with its cause. A script's reply is read here and nowhere
 * else; whatever has not the form that our scripts give is a vote too (`down`), never an exception.
 */

/** One instance's answer to one request. */
export type Vote =
  /** The lock is ours at this instance; `token` is its fencing counter. */
  | { readonly kind: 'granted'; readonly token: number }
  /**
   * Somebody else holds it, for at most `pttlMs` more (−1: without end); `token` is the counter's value. `by`
   * says what stood in the way where it was not one exclusive holder: readers, or, for a reader, a writer
   * that waits.
   */
  | {
      readonly kind: 'held';
      readonly pttlMs: number;
      readonly token: number;
      readonly by?: 'readers' | 'waiting-writer';
    }
  /** We let go of this very value before: a request that came late finds its tombstone. */
  | { readonly kind: 'released' }
  /** We do not hold it here (answer to an extension or a raise). */
  | { readonly kind: 'lost' }
  /** The instance has no record: it is new, or has forgotten everything. */
  | { readonly kind: 'amnesiac' }
  /** The instance came back and sits out what might still be held: `leftMs` more. */
  | { readonly kind: 'quarantined'; readonly leftMs: number }
  /** The wait is over, its counters are not recovered yet. `untilMs` names the quarantine that ended. */
  | { readonly kind: 'unrecovered'; readonly untilMs: number }
  /** The instance could not be asked or answered with an error. */
  | { readonly kind: 'down'; readonly cause: Error }
  /** No answer within the time that one instance gets. */
  | { readonly kind: 'timed-out'; readonly afterMs: number };

/** Counters stay exact up to here. */
export const MAX_TOKEN = Number.MAX_SAFE_INTEGER;

const GARBAGE_LENGTH = 80;
const EXTENDED: Vote = { kind: 'granted', token: 0 };

/** Reads one answer of extend: an extension is a grant without a token, 0; and a grant is none. */
export function readExtension(answer: unknown): Vote {
  if (Array.isArray(answer) && textOf(answer[0]) === 'extended') return EXTENDED;
  const vote = readVote(answer);
  return vote.kind === 'granted' ? garbage(answer) : vote;
}

/** Reads one answer of acquire, raise or join. */
export function readVote(answer: unknown): Vote {
  if (answer instanceof Error) return { kind: 'down', cause: answer };
  if (!Array.isArray(answer)) return garbage(answer);
  const first = numberOf(answer[1]);
  switch (textOf(answer[0])) {
    case 'granted':
      return isToken(first) ? { kind: 'granted', token: first } : garbage(answer);
    case 'held':
      return readHeld(answer, first);
    case 'released':
      return { kind: 'released' };
    case 'lost':
      return { kind: 'lost' };
    case 'amnesiac':
      return { kind: 'amnesiac' };
    case 'quarantined':
      return first >= 0 ? { kind: 'quarantined', leftMs: first } : garbage(answer);
    case 'unrecovered':
      return first >= 0 ? { kind: 'unrecovered', untilMs: first } : garbage(answer);
    case 'broken':
      return { kind: 'down', cause: new Error(textOf(answer[1]) ?? 'the script could not read its keys') };
    default:
      return garbage(answer);
  }
}

function isToken(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_TOKEN;
}

/** Its memory, or its connection, is not there: it will not have come back in a moment. */
export function cannotVote({ kind }: Vote): boolean {
  return kind === 'down' || kind === 'amnesiac' || kind === 'quarantined' || kind === 'unrecovered';
}

function readHeld(answer: readonly unknown[], pttlMs: number): Vote {
  const token = numberOf(answer[2]);
  if (!Number.isFinite(pttlMs) || !(token >= 0)) return garbage(answer);
  const by = textOf(answer[3]);
  if (by === 'readers' || by === 'waiting-writer') return { kind: 'held', pttlMs, token, by };
  return { kind: 'held', pttlMs, token };
}

/** Says a vote in a few words, for messages. */
export function describeVote(vote: Vote): string {
  switch (vote.kind) {
    case 'granted':
      return `granted with token ${vote.token}`;
    case 'held':
      return vote.pttlMs < 0
        ? 'held without an end'
        : `${HELD_BY[vote.by ?? 'one']} for ${vote.pttlMs} ms more`;
    case 'released':
      return 'already released';
    case 'lost':
      return 'not ours';
    case 'amnesiac':
      return 'has no record: new, or emptied';
    case 'quarantined':
      return `in quarantine for ${vote.leftMs} ms more`;
    case 'unrecovered':
      return 'its counters are being recovered';
    case 'down':
      return `down: ${vote.cause.message}`;
    case 'timed-out':
      return `no answer within ${vote.afterMs} ms`;
  }
}

const HELD_BY = {
  one: 'held',
  readers: 'held by readers',
  'waiting-writer': 'kept for a writer that waits',
} as const;

/** Clients hand integers over as numbers, as text, or (RESP3, large) as bigints; text also as bytes. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const text = textOf(value);
  return text === undefined || text === '' ? Number.NaN : Number(text);
}

export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : undefined;
}

function garbage(answer: unknown): Vote {
  let shown: string;
  try {
    shown = JSON.stringify(answer) ?? String(answer);
  } catch {
    shown = typeof answer;
  }
  const cause = new Error(`answered what no script of ours says: ${shown.slice(0, GARBAGE_LENGTH)}`);
  return { kind: 'down', cause };
}
