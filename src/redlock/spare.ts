/**
 * Who is asked first. All clients begin at the instance that the resource's name points to, so that those who
 * want one lock meet at one instance and do not split the votes, while many locks spread over all of them.
 */
import type { House } from './house.ts';

const HASH_FACTOR = 31;

/** The instances that a round on a resource leaves for later; none when a quorum is not to be counted on. */
export function sparesOf({ outboxes, quorum, settings }: House, resource: string): readonly number[] {
  if (settings.spareAfterMs === 0) return NOBODY;
  const spares: number[] = [];
  const first = hashOf(resource) % outboxes.length;
  let counted = 0;
  for (let step = 0; step < outboxes.length; step++) {
    const index = (first + step) % outboxes.length;
    const outlook = outboxes[index]?.outlook();
    if (outlook === 'to-be-probed') continue;
    if (outlook === 'good' && counted < quorum.votes) counted++;
    else spares.push(index);
  }
  return counted < quorum.votes ? NOBODY : spares;
}

const NOBODY: readonly number[] = [];

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (hash * HASH_FACTOR + text.charCodeAt(i)) | 0;
  return hash >>> 0;
}
