/**
 * Each safeguard of our locks taken away in turn: `npm run lab:mutants -- [most seeds]`. Prints how many seeds the lab
 * needs to see it, and fails when it does not.
 */
import { hunt, MUTANTS } from '../support/mutant.ts';

const MOST_SEEDS = 1_000;
const [mostSeeds = MOST_SEEDS] = process.argv.slice(2).map(Number);

for (const mutant of MUTANTS) {
  const caught = await hunt(mutant, mostSeeds);
  if (caught === undefined) {
    process.exitCode = 1;
    console.log(`without ${mutant.name}: not seen in ${mostSeeds} seeds`);
    continue;
  }
  const { seeds, seconds, promise, sentence } = caught;
  console.log(`without ${mutant.name}: ${promise}, ${seeds} seeds, ${seconds.toFixed(1)} s. ${sentence}`);
}
