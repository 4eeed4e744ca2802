/** What is thrown when a lock is not to be had, or is not held any more: with the evidence. */
import { describeVote, type Vote } from './round/vote.ts';

/** What one instance said in the round that decided. */
export type Verdict = { readonly instance: string } & (Vote | { readonly kind: 'unanswered' });

/** Why a lock was not given. */
export type UnavailableReason =
  /** A quorum of instances did not agree. */
  | 'refused'
  /** It agreed, but too late for the TTL. */
  | 'too-late'
  /** The time was over while others stood before us in the line of a fair lock. */
  | 'behind'
  /** The time was over while others of this process were before us; no instance was asked. */
  | 'queued';

/**
 * The lock was not to be had within the time given. `verdicts` says what each instance answered in the last
 * round: held by another and for how long, down and why, timed out, quarantined.
 */
export class LockUnavailable extends Error {
  readonly resources: readonly string[];
  readonly reason: UnavailableReason;
  readonly verdicts: readonly Verdict[];
  /** Votes that were needed. */
  readonly quorum: number;
  /** Rounds that were made. */
  readonly attempts: number;

  constructor(evidence: {
    readonly resources: readonly string[];
    readonly reason: UnavailableReason;
    readonly verdicts: readonly Verdict[];
    readonly quorum: number;
    readonly attempts: number;
  }) {
    super(describe(evidence));
    this.name = 'LockUnavailable';
    this.resources = evidence.resources;
    this.reason = evidence.reason;
    this.verdicts = evidence.verdicts;
    this.quorum = evidence.quorum;
    this.attempts = evidence.attempts;
  }
}

/** Why a lock is not held any more. */
export type LossReason =
  /** Its time was over. */
  | 'expired'
  /** A quorum said that it is not ours. */
  | 'lost'
  /** It was let go of. */
  | 'released';

/** The lock is not held any more. `atMs` is when its holder was told, by the wall clock. */
export class LockLost extends Error {
  readonly resources: readonly string[];
  readonly reason: LossReason;
  readonly atMs: number;
  /** What each instance answered when that is how the loss was learnt; else empty. */
  readonly verdicts: readonly Verdict[];

  constructor(evidence: {
    readonly resources: readonly string[];
    readonly reason: LossReason;
    readonly atMs: number;
    readonly verdicts?: readonly Verdict[];
  }) {
    super(`the lock on ${evidence.resources.join(', ')} ${LOSSES[evidence.reason]}`);
    this.name = 'LockLost';
    this.resources = evidence.resources;
    this.reason = evidence.reason;
    this.atMs = evidence.atMs;
    this.verdicts = evidence.verdicts ?? [];
  }
}

const LOSSES: Readonly<Record<LossReason, string>> = {
  expired: 'has expired',
  lost: 'is not held by a quorum any more',
  released: 'was released',
};

function describe(evidence: {
  readonly resources: readonly string[];
  readonly reason: UnavailableReason;
  readonly verdicts: readonly Verdict[];
  readonly quorum: number;
}): string {
  const { resources, reason, verdicts, quorum } = evidence;
  const names = resources.join(', ');
  if (reason === 'queued') return `the lock on ${names} was held or awaited by others of this process`;
  if (reason === 'behind') return `the lock on ${names} was held or awaited by others who came first`;
  const what = reason === 'too-late' ? 'was granted too late' : `needs ${quorum} of ${verdicts.length} votes`;
  const said = verdicts.map((verdict) => `${verdict.instance}: ${describeVerdict(verdict)}`);
  return `the lock on ${names} ${what} (${said.join('; ')})`;
}

function describeVerdict(verdict: Verdict): string {
  return verdict.kind === 'unanswered' ? 'decided without it' : describeVote(verdict);
}
