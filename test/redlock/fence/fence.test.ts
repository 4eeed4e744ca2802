/** The one promise of all fences, held by each kind: who is stale never gets in, and no update is lost. */
import fc from 'fast-check';
import { Redis } from 'ioredis';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../../src/redis.ts';
import { type Fenced, MemoryFence, redisFence, SqlFence, StaleToken } from '../../../src/redlock.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../../support/oracle.ts';

/** A number that is read, and written back larger, behind a fence. */
interface Guarded {
  enter(fenced: Fenced): Promise<void>;
  read(): Promise<number>;
  write(fenced: Fenced, value: number): Promise<void>;
}

function inMemory(): Guarded {
  const fence = new MemoryFence();
  let kept = 0;
  return {
    enter: async (fenced) => fence.enter(fenced),
    read: async () => kept,
    write: async (fenced, value) => fence.run(fenced, () => void (kept = value)),
  };
}

const SET = "return redis.call('SET', KEYS[1], ARGV[1])";

function inEngine(): Guarded {
  const engine = new Engine();
  const fence = redisFence(engine);
  return {
    enter: (fenced) => fence.enter(fenced),
    read: async () => Number(engine.call('GET', '{a}:kept')),
    write: async (fenced, value) => void (await fence.eval(fenced, SET, ['{a}:kept'], [value])),
  };
}

async function inSql(): Promise<() => Guarded> {
  const { Database } = await initSqlJs();
  return () => {
    const db = new Database();
    db.run('CREATE TABLE kept (id INTEGER, n INTEGER, fence INTEGER)');
    db.run('INSERT INTO kept (id, n) VALUES (1, 0), (2, 0)');
    const row = { table: 'kept', key: { id: 1 } };
    const fence = new SqlFence((sql, params) => {
      db.run(sql, params as number[]);
      return db.getRowsModified();
    });
    return {
      enter: (fenced) => fence.enter(fenced, row),
      read: async () => db.exec('SELECT n FROM kept WHERE id = 1')[0]?.values[0]?.[0] as number,
      write: (fenced, value) => fence.update(fenced, row, { n: value }),
    };
  };
}

const lockOf = (token: number): Fenced => ({ resources: ['a'], token });
const refusal = (error: unknown) => (error instanceof StaleToken ? error.reason : error);

function contract(open: () => Guarded): void {
  it('lets the holders in one after another, and each of them again', async () => {
    const guarded = open();
    for (const token of [1, 1, 2, 7]) await guarded.enter(lockOf(token));
    await guarded.write(lockOf(7), 5);
    expect(await guarded.read()).toBe(5);
  });

  it('refuses who comes late, at the door and at the write, and nothing is written', async () => {
    const guarded = open();
    await guarded.enter(lockOf(4));
    await guarded.enter(lockOf(5));
    await expect(guarded.enter(lockOf(4))).rejects.toMatchObject({ name: 'StaleToken', token: 4 });
    await expect(guarded.write(lockOf(4), 9)).rejects.toMatchObject({ reason: 'stale', token: 4 });
    expect(await guarded.read()).toBe(0);
  });

  it('refuses a write by who has not entered: what it read may be old', async () => {
    const guarded = open();
    await expect(guarded.write(lockOf(1), 9)).rejects.toBeInstanceOf(StaleToken);
    await guarded.enter(lockOf(1));
    await expect(guarded.write(lockOf(2), 9)).rejects.toBeInstanceOf(StaleToken);
    expect(await guarded.read()).toBe(0);
  });

  it.each([
    [Number.NaN],
    [-1],
    [1.5],
    [2 ** 53],
    ['7' as unknown as number],
    [undefined as unknown as number],
  ])('refuses %s, which is no token', async (token) => {
    const guarded = open();
    await expect(guarded.enter(lockOf(token))).rejects.toThrow('a fencing token is a whole number from 0');
    await expect(guarded.write(lockOf(token), 1)).rejects.toThrow(TypeError);
  });

  it('loses no update, in whatever order holders enter, read and write', async () => {
    const holders = 4;
    const turns = fc.array(fc.integer({ min: 1, max: holders }), { maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(turns, async (order) => {
        const guarded = open();
        const works = Array.from({ length: holders + 1 }, (_, token) => new Work(guarded, lockOf(token)));
        let entered = 0;
        let written = 0;
        for (const token of order) {
          const did = await works[token]?.step();
          if (did === 'entered') entered = token;
          if (did === 'written') {
            written++;
            expect(token).toBe(entered);
          }
        }
        expect(await guarded.read()).toBe(written);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
}

/** A holder that enters, reads, writes what it read and one more, and begins again; refused, it is out. */
class Work {
  readonly #guarded: Guarded;
  readonly #fenced: Fenced;
  #next: 'enter' | 'read' | 'write' | 'out' = 'enter';
  #read = 0;

  constructor(guarded: Guarded, fenced: Fenced) {
    this.#guarded = guarded;
    this.#fenced = fenced;
  }

  async step(): Promise<'entered' | 'written' | undefined> {
    try {
      switch (this.#next) {
        case 'enter':
          await this.#guarded.enter(this.#fenced);
          this.#next = 'read';
          return 'entered';
        case 'read':
          this.#read = await this.#guarded.read();
          this.#next = 'write';
          return undefined;
        case 'write':
          await this.#guarded.write(this.#fenced, this.#read + 1);
          this.#next = 'read';
          return 'written';
        case 'out':
          return undefined;
      }
    } catch (error) {
      expect(refusal(error)).toBe('stale');
      this.#next = 'out';
      return undefined;
    }
  }
}

describe('a fence in memory', () => {
  contract(inMemory);

  it('enters all resources of a lock, or none', () => {
    const fence = new MemoryFence();
    fence.enter({ resources: ['b'], token: 5 });
    expect(() => fence.enter({ resources: ['a', 'b'], token: 4 })).toThrow(
      'the token 4 is stale at b: it has seen 5',
    );
    expect(fence.markOf('a')).toBeUndefined();
    fence.forget('b');
    expect(fence.markOf('b')).toBeUndefined();
  });
});

describe('a fence in an embedded Redis', () => {
  contract(inEngine);
});

describe.runIf(oracleAvailable)('a fence in redis-server', () => {
  let oracle: Oracle;
  let redis: Redis;

  beforeAll(async () => {
    oracle = await requireOracle();
    redis = new Redis(oracle.port);
  });
  afterAll(async () => {
    redis.disconnect();
    await oracle.stop();
  });

  it('answers as in the engine: entered, stale, not entered, the script’s own reply and error', async () => {
    for (const client of [redis, new Engine()]) {
      const fence = redisFence(client, { idleMs: 60_000 });
      const four: Fenced = { resources: ['{a}1', '{a}2'], token: 4 };
      const five: Fenced = { ...four, token: 5 };
      await fence.enter(four);
      expect(await fence.eval(four, 'return {#KEYS, #ARGV, KEYS[1], ARGV[2]}', ['{a}k'], ['x', 7])).toEqual([
        1,
        2,
        '{a}k',
        '7',
      ]);
      await fence.enter({ resources: ['{a}2'], token: 9 });
      await expect(fence.enter(five)).rejects.toMatchObject({ resource: '{a}2', token: 5, highest: 9 });
      await expect(fence.eval(four, SET, ['{a}k'], [1])).rejects.toMatchObject({
        highest: 9,
        reason: 'stale',
      });
      await expect(fence.eval({ resources: ['new'], token: 1 }, SET, ['k'], [1])).rejects.toMatchObject({
        highest: undefined,
        reason: 'not-entered',
      });
      const nine = { resources: ['{a}2'], token: 9 };
      await expect(fence.eval(nine, "return redis.call('NO')", [])).rejects.toThrow(/Unknown Redis command/);
      expect(await client.call('PTTL', 'fence::{a}2')).toBeGreaterThan(59_000);
    }
  });
});

describe('a fence in SQL', async () => {
  const open = await inSql();
  contract(open);

  it.each([
    ['question', '?', 'UPDATE s.t SET fence = ? WHERE id = ? AND k = ? AND (fence IS NULL OR fence <= ?)'],
    ['dollar', '$3', 'UPDATE s.t SET fence = $1 WHERE id = $2 AND k = $3 AND (fence IS NULL OR fence <= $4)'],
    [
      'at',
      '@p3',
      'UPDATE s.t SET fence = @p1 WHERE id = @p2 AND k = @p3 AND (fence IS NULL OR fence <= @p4)',
    ],
  ] as const)('writes placeholders as %s', async (placeholder, third, sql) => {
    const ran: unknown[] = [];
    const fence = new SqlFence((...words) => ran.push(...words), { placeholder });
    await fence.enter({ token: 7 }, { table: 's.t', key: { id: 1, k: 'x' } });
    expect(ran).toEqual([sql, [7, 1, 'x', 7]]);
    expect(fence.predicate({ token: 7 }, 3)).toEqual({ sql: `fence = ${third}`, params: [7] });
  });

  it('says which row a token was stale at', async () => {
    const fence = new SqlFence(() => 0, { column: 'mark' });
    await expect(fence.enter({ token: 7 }, { table: 't', key: { id: 1 } })).rejects.toThrow(
      'the token 7 is stale at t (id = 1): another has entered since, or it is gone',
    );
  });

  const row = { table: 't', key: { id: 1 } };
  it.each<[string, () => unknown, string]>([
    ['no driver', () => new SqlFence(undefined as never), 'a fence needs a function that runs a statement'],
    [
      'a placeholder nobody knows',
      () => new SqlFence(() => 1, { placeholder: 'x' as 'at' }),
      'placeholder must be',
    ],
    ['a column that is more than a name', () => new SqlFence(() => 1, { column: 'a = 1 --' }), 'is no name'],
    [
      'a table that is more than a name',
      () => sql().enter({ token: 1 }, { ...row, table: 't; x' }),
      'is no name',
    ],
    ['a row without a key', () => sql().enter({ token: 1 }, { ...row, key: {} }), 'a row needs a key'],
    [
      'a key without a value',
      () => sql().enter({ token: 1 }, { ...row, key: { id: null } }),
      'NULL equals nothing',
    ],
    ['an update of nothing', () => sql().update({ token: 1 }, row, {}), 'at least one column'],
    [
      'a driver that counts no rows',
      () => sql(Number.NaN).enter({ token: 1 }, row),
      'the number of rows is needed',
    ],
  ])('refuses %s', async (_, act, message) => {
    await expect(async () => act()).rejects.toThrow(message);
  });
});

function sql(rows = 1): SqlFence {
  return new SqlFence(() => rows);
}
