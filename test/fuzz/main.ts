/**
 * The long fuzzers, each with a budget and a printed seed:
 *   npm run fuzz -- --seconds 60 [--seed 1] [--requests 100000]
 */
import { parseArgs } from 'node:util';
import { oracleAvailable, requireOracle } from '../support/oracle.ts';
import { fuzzCommands } from './command-fuzz.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    requests: { type: 'string', default: '100000000' },
  },
});

if (!oracleAvailable) {
  console.log('command fuzzer skipped: redis-server is not installed');
} else {
  const oracle = await requireOracle(['--enable-debug-command', 'yes']);
  try {
    const seed = Number(values.seed);
    console.log(`command fuzzer, seed ${seed}`);
    const result = await fuzzCommands({
      port: oracle.port,
      seed,
      requests: Number(values.requests),
      budgetMs: Number(values.seconds) * 1000,
    });
    if (result.difference !== undefined) {
      console.error(result.difference);
      process.exitCode = 1;
    } else console.log(`${result.requests} requests, no difference`);
  } finally {
    await oracle.stop();
  }
}
