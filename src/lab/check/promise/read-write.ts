/** Readers and writers: no shared lock of a resource is claimed while an exclusive one is. */
import { claimsInOrder } from '../ledger/overlap.ts';
import type { Checker } from '../violation.ts';
import { overlap } from './exclusion.ts';

export const readersWriters: Checker = {
  promise: 'readers-writers',
  about: 'No shared lock of a resource is claimed while an exclusive one is.',
  isMade: ({ holds }) => holds.some(({ asked }) => asked.mode === 'shared'),
  *find({ holds }) {
    for (const { entering, present } of claimsInOrder(holds)) {
      const others = entering.hold.asked.mode === 'shared' ? present.exclusive : present.shared;
      for (const other of others) yield overlap('readers-writers', other, entering);
    }
  },
};
