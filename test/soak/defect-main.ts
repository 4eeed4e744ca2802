/**
 * Known defects of published libraries, found by search: `npm run lab:defects -- [most seeds] [name]`. Prints a row for
 * each library, and fails when one is not found.
 */
import { DEFECTS, findDefect } from '../support/defect.ts';

const MOST_SEEDS = 1_000;
const [mostSeeds = MOST_SEEDS, only] = [
  process.argv[2] === undefined ? undefined : Number(process.argv[2]),
  process.argv[3],
];

for (const defect of DEFECTS) {
  if (only !== undefined && defect.name !== only) continue;
  for (const adapter of defect.libraries) {
    const seen = await findDefect(defect, adapter, mostSeeds);
    if (seen === undefined) {
      process.exitCode = 1;
      console.log(`${defect.name}, ${adapter.name}: not seen in ${mostSeeds} seeds (${defect.about})`);
      continue;
    }
    const { seeds, seconds, violation } = seen;
    const { promise, verdict, sentence } = violation;
    console.log(
      `${defect.name}, ${adapter.name}: ${seeds} seeds, ${seconds.toFixed(1)} s, ${promise} ${verdict}. ${sentence}`,
    );
  }
}
