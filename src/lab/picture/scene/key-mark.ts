/** What stands in the lane of an instance: the life of each key, in the colour of its owner. */
import type { KeyLife } from '../../check/ledger/key-life.ts';
import type { Ledger } from '../../check/ledger/ledger.ts';
import { formatInstant } from '../../history/instant.ts';
import { clientOf } from '../../story/sentence.ts';
import type { LaneIndex, Mark } from './mark.ts';

const ENDS: Readonly<Record<KeyLife['end'], string>> = {
  'key-released': 'is released',
  'key-expired': 'expires',
  'key-evicted': 'is evicted',
  back: 'is lost in a restart',
  flush: 'is flushed',
  failover: 'is lost in a failover',
  open: 'still stands',
};

export function keyMarks({ keys, endAt }: Ledger, index: LaneIndex): readonly Mark[] {
  return [...keys.values()].flat().flatMap((life) => {
    const lane = index.instance.get(life.instance);
    if (lane === undefined) return [];
    const untilUs = Math.min(life.untilUs, endAt);
    const owner = clientOf(life.owner);
    const text =
      `The key of ${owner} for ${life.key} at ${life.instance} stands from ${formatInstant(life.fromUs)} and ` +
      `${ENDS[life.end]} at ${formatInstant(untilUs)}.`;
    return [
      {
        kind: 'key',
        lane,
        client: index.numberOf(owner),
        fromUs: life.fromUs,
        untilUs,
        text,
        label: owner,
      } as const,
    ];
  });
}
