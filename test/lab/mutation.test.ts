/** The lab sees what each safeguard of our locks is for: without it a promise is broken that is kept with it. */
import { expect, it } from 'vitest';
import { hunt, MUTANTS } from '../support/mutant.ts';

/** More than the longest of these hunts takes. */
const MOST_SEEDS = 100;

it.each(MUTANTS.filter(({ isSubtle }) => !isSubtle))(
  'without $name',
  async (mutant) => {
    const caught = await hunt(mutant, MOST_SEEDS);
    expect(mutant.breaks).toContain(caught?.promise);
  },
  60_000,
);
