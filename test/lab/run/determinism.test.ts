/** The short form of `npm run lab:determinism`: two processes, other conditions, the same histories. */
import { expect, it } from 'vitest';
import { CONDITIONS, differences, hashesUnder } from '../../soak/determinism.ts';

it('gives the same histories in another process, order, time zone and with other flags of V8', async () => {
  const seeds = { levels: ['port', 'ioredis', 'redis'], first: 1, count: 3 };
  const all = await Promise.all(CONDITIONS.map((conditions) => hashesUnder(conditions, seeds)));
  expect(all.map((hashes) => hashes.size)).toEqual([9, 9]);
  expect(new Set(all[0]?.values()).size).toBe(9);
  expect(differences(all)).toEqual([]);
}, 120_000);
