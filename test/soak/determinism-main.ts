/**
 * The same seed gives the same history: `npm run lab:determinism -- [seeds] [first seed] [levels]`. Runs each seed in two
 * processes that differ in all that must not matter, and compares the histories to the byte, messages included.
 */
import { createHash } from 'node:crypto';
import { CONDITIONS, differences, hashesUnder } from './determinism.ts';

const [
  count = '200',
  first = '1',
  levels = 'port,ioredis,ioredis6,redis,redlock@5,redlock@4,redlock-universal',
] = process.argv.slice(2);
const seeds = { levels: levels.split(','), first: Number(first), count: Number(count) };
const beganAtMs = performance.now();
const all = await Promise.all(CONDITIONS.map((conditions) => hashesUnder(conditions, seeds)));
const different = differences(all);
for (const level of seeds.levels) {
  const hash = createHash('sha256');
  for (const [run, of] of all[0] ?? []) if (run.startsWith(`${level} `)) hash.update(of);
  console.log(
    `${level}: ${seeds.count} seeds from ${first}, all histories together ${hash.digest('hex').slice(0, 16)}`,
  );
}
const seconds = Math.round((performance.now() - beganAtMs) / 1000);
console.log(
  different.length === 0
    ? `equal in ${CONDITIONS.length} processes (${CONDITIONS.map(({ name }) => name).join('; ')}), ${seconds} s`
    : `different: ${different.join(', ')}`,
);
process.exitCode = different.length === 0 ? 0 : 1;
