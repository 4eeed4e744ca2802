/** Letting go: at every instance, always, whether it is thought to hold the lock or not. Never rejects. */

import type { House } from '../house.ts';
import { type Claim, releaseRequest } from '../instance/request.ts';
import { instanceTimeoutOf } from '../option.ts';
import { type ReleaseVerdict, readRelease } from '../round/release-vote.ts';
import type { Farewell } from './farewell.ts';

/** The answer of a release. An expired lock is an answer too, not an error. */
export interface Release {
  /** A quorum still held the lock: nobody else can have had it before. */
  readonly wasHeld: boolean;
  readonly verdicts: readonly ReleaseVerdict[];
}

/** What is let go of, and how. */
export interface Leaving {
  readonly claim: Claim;
  readonly ttlMs: number;
  /** Instances that were asked for it; the others have nothing of it. */
  readonly asked: readonly number[];
  readonly farewell: Farewell;
}

/** Resolves when a quorum has let go, when that has become impossible, or when the instances' time is over. */
export function releaseClaim(house: House, { claim, ttlMs, asked, farewell }: Leaving): Promise<Release> {
  return new Promise((resolve) => {
    const { outboxes, settings, quorum } = house;
    const verdicts = outboxes.map(
      ({ instance: { name } }): ReleaseVerdict => ({ instance: name, kind: 'not-asked' }),
    );
    let released = 0;
    let others = outboxes.length - asked.length;
    const finish = () => {
      timer.cancel();
      resolve({ wasHeld: released >= quorum.votes, verdicts: [...verdicts] });
    };
    const timer = settings.world.setTimer(finish, instanceTimeoutOf(settings, ttlMs), { keepsAlive: true });
    const request = releaseRequest(claim);
    for (const index of asked) {
      const instance = outboxes[index]?.instance.name ?? '';
      verdicts[index] = { instance, kind: 'unanswered' };
      farewell.tell(index, request, (answer) => {
        const verdict = readRelease(instance, answer, claim.resources.length);
        verdicts[index] = verdict;
        if (verdict.kind === 'released') released++;
        else others++;
        if (released >= quorum.votes || others > quorum.instances - quorum.votes) finish();
      });
    }
  });
}
