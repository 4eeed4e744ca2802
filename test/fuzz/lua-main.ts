/**
 * The Lua fuzzer with a budget and a printed seed:
 *   npm run fuzz:lua -- --seconds 60 [--seed 1] [--programs 100000]
 */
import { parseArgs } from 'node:util';
import { oracleAvailable } from '../support/oracle.ts';
import { fuzzLua } from './lua-fuzz.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    programs: { type: 'string', default: '100000' },
  },
});

if (!oracleAvailable) {
  console.log('Lua fuzzer skipped: redis-server is not installed');
} else {
  const seed = Number(values.seed);
  console.log(`Lua fuzzer, seed ${seed}`);
  const { difference, ...sum } = await fuzzLua({
    seed,
    programs: Number(values.programs),
    budgetMs: Number(values.seconds) * 1000,
  });
  console.log(
    `${sum.programs} programs, ${sum.failed} ended in an error, ${sum.crashes} killed redis-server`,
  );
  if (difference !== undefined) {
    console.error(difference);
    process.exitCode = 1;
  }
}
