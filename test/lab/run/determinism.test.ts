/** The short form of `npm run lab:determinism`: two processes, other conditions, the same histories. */
import { expect, it } from 'vitest';
import { CONDITIONS, differences, hashesUnder } from '../../soak/determinism.ts';

it('gives the same histories in another process, order, time zone and with other flags of V8', async () => {
  const seeds = { levels: ['port', 'ioredis', 'redis', 'redlock@5'], first: 1, count: 2 };
  const all = await Promise.all(CONDITIONS.map((conditions) => hashesUnder(conditions, seeds)));
  expect(all.map((hashes) => hashes.size)).toEqual([8, 8]);
  expect(new Set(all[0]?.values()).size).toBe(8);
  expect(differences(all)).toEqual([]);
}, 120_000);
