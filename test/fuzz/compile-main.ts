/**
 * The compile fuzzer with a budget and a printed seed:
 *   npm run fuzz:compile -- --inputs 1000000 --seconds 1200 [--seed 1]
 */
import { parseArgs } from 'node:util';
import { startOracle } from '../support/oracle.ts';
import { readPrograms } from '../vm/program.ts';
import { fuzzCompiler } from './compile-fuzz.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '1200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    inputs: { type: 'string', default: '1000000' },
  },
});

const oracle = await startOracle();
if (oracle === undefined) console.log('messages are not compared: redis-server is not installed');
try {
  const seed = Number(values.seed);
  console.log(`compile fuzzer, seed ${seed}`);
  const { fault, ...sum } = await fuzzCompiler({
    seed,
    inputs: Number(values.inputs),
    budgetMs: Number(values.seconds) * 1000,
    programs: readPrograms().map(({ source }) => source),
    port: oracle?.port,
  });
  console.log(`${sum.inputs} inputs, ${sum.compared} of them compared with redis-server`);
  if (fault !== undefined) {
    console.error(fault);
    process.exitCode = 1;
  }
} finally {
  await oracle?.stop();
}
