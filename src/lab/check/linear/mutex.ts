/**
 * The model: a fenced mutex that knows its owner. A grant needs it free and a token above every earlier one; a claim
 * taken up again needs it held by the same lock; it may become free once the claim that governs it is over. What a
 * client saw as one call may have happened at any instant within the call.
 */
import type { Claim, Hold } from '../ledger/claim.ts';

/** A grant, or a claim taken up again: it happened once, between its call and its return. */
export interface Step extends Claim {
  /** Its place in the history of the mutex; the claim governs under this number. */
  readonly number: number;
  readonly hold: Hold;
  readonly isGrant: boolean;
}

/** The state of the model; nothing governs it while it is free. */
export interface MutexState {
  readonly governing: Step | undefined;
  readonly token: number;
}

/** Before anything happened. */
export const FREE: MutexState = { governing: undefined, token: -1 };

/** What the clients saw of one mutex, in the order of the returns. */
export function stepsOf(holds: readonly Hold[]): readonly Step[] {
  return holds
    .flatMap((hold) => hold.claims.map((claim, index) => ({ ...claim, hold, isGrant: index === 0 })))
    .sort((a, b) => a.fromUs - b.fromUs)
    .map((step, number) => ({ ...step, number }));
}

/** The state after a step, or nothing when the model does not allow it. */
export function take({ governing, token: last }: MutexState, step: Step): MutexState | undefined {
  if (!step.isGrant) return governing?.hold === step.hold ? { governing: step, token: last } : undefined;
  const token = step.hold.granted.token ?? last;
  const rises = token > last || step.hold.granted.token === undefined;
  return governing === undefined && rises ? { governing: step, token } : undefined;
}

/** The state after the governing claim was let go, or nothing while it stands at `nowUs`. */
export function vacate({ governing, token }: MutexState, nowUs: number): MutexState | undefined {
  return governing !== undefined && governing.untilUs <= nowUs ? { governing: undefined, token } : undefined;
}
