/**
 * Quorum arithmetic: how many votes make a lock, given how many instances there are and how many of them
 * may lose their memory. Knows no instance and no network.
 */

/** Instances of one quorum; far more than anybody runs, and a bound for what a round costs. */
export const MAX_INSTANCES = 64;

/** What may go wrong at once without two holders. */
export interface FaultBudget {
  /**
   * Instances that may forget their locks at once, or whose clock may step, with no recovery at all.
   * Default 0: then the restart protection must keep a forgetful instance from voting.
   */
  readonly amnesia?: number;
}

/** The sizes that follow from a number of instances and a fault budget. */
export interface Quorum {
  /** Instances asked. */
  readonly instances: number;
  /** Votes that make a lock. */
  readonly votes: number;
  /** Instances that may be silent while locks are still given. */
  readonly mayBeSilent: number;
  /** Instances that may forget at once while two holders stay impossible. */
  readonly mayForget: number;
}

/**
 * The quorum for `instances` and a fault budget: q = ⌈(n + k + 1) / 2⌉. Two quorums then share at least
 * 2q − n ≥ k + 1 instances, so that one of them remembers when k forget.
 * @throws RangeError for a number out of bounds, for `votes` below that, and for a budget beyond n
 */
export function quorumOf(instances: number, tolerate: FaultBudget = {}, votes?: number): Quorum {
  assertCount('instances', instances, 1, MAX_INSTANCES);
  const amnesia = tolerate.amnesia ?? 0;
  assertCount('tolerate.amnesia', amnesia, 0, instances - 1);
  const least = Math.ceil((instances + amnesia + 1) / 2);
  if (least > instances)
    throw new RangeError(`${instances} instances cannot tolerate ${amnesia} that forget: add instances`);
  const chosen = votes ?? least;
  assertCount('quorum', chosen, 1, instances);
  if (chosen < least)
    throw new RangeError(
      `a quorum of ${chosen} of ${instances} lets two hold one lock: ${least} is the least`,
    );
  return {
    instances,
    votes: chosen,
    mayBeSilent: instances - chosen,
    mayForget: 2 * chosen - instances - 1,
  };
}

/** How many others must be read so that one of them was in any earlier quorum: n − q + 1. */
export function readersOf(quorum: Quorum): number {
  return quorum.instances - quorum.votes + 1;
}

function assertCount(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, got ${value}`);
}
