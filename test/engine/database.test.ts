import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { ManualWorld } from '../../src/base/world.ts';
import { Database, type DatabaseHost } from '../../src/engine/database.ts';
import type { Value } from '../../src/engine/value/value.ts';

/** A host that writes down what it is told. */
class Witness implements DatabaseHost {
  readonly isAwaited = true;
  readonly world = new ManualWorld({ startMs: 1_000_000 });
  readonly hits = { found: 0, missed: 0 };
  readonly expired: ByteString[] = [];
  readonly ready: ByteString[] = [];

  get idleClock(): number {
    return Math.floor(this.world.nowMs() / 1000);
  }
  nowMs(): number {
    return this.world.nowMs();
  }
  keyExpired(_db: Database, key: ByteString): void {
    this.expired.push(key);
  }
  keyReady(_db: Database, key: ByteString): void {
    this.ready.push(key);
  }
  keyMissed(): void {
    this.hits.missed++;
  }
  streamLost(): void {}
  allLost(): void {}
}

interface Entry {
  value: Value;
  atMs: number | undefined;
  usedAtMs: number;
}

/** What is tested, and beside it the model: a Map from which keys past their time are taken by hand. */
class Pair {
  readonly host = new Witness();
  readonly db = new Database(0, this.host);
  readonly entries = new Map<ByteString, Entry>();

  live(key: ByteString): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.atMs === undefined || entry.atMs >= this.host.nowMs()) return entry;
    this.entries.delete(key);
    return undefined;
  }

  liveKeys(): ByteString[] {
    return [...this.entries.keys()].filter((key) => this.live(key) !== undefined).sort();
  }

  touched(entry: Entry | undefined): Entry | undefined {
    if (entry !== undefined) entry.usedAtMs = this.host.nowMs();
    return entry;
  }

  store(key: ByteString, value: Value, keepsExpiry: boolean): void {
    const atMs = keepsExpiry ? this.live(key)?.atMs : undefined;
    this.entries.set(key, { value, atMs, usedAtMs: this.host.nowMs() });
  }
}

type Step = (pair: Pair) => void;

const key = fc.integer({ min: 0, max: 24 }).map((n) => bytes(`key${n}`));
const value = fc.integer({ min: 0, max: 1000 });
/** From well past to well ahead of now, ms. */
const offsetMs = fc.integer({ min: -50, max: 300 });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(key, value).map(
    ([k, v]): Step =>
      (pair) => {
        pair.db.put(k, v);
        pair.store(k, v, true);
      },
  ),
  fc.tuple(key, value).map(
    ([k, v]): Step =>
      (pair) => {
        pair.db.replace(k, v);
        pair.store(k, v, false);
      },
  ),
  key.map(
    (k): Step =>
      (pair) => {
        const wasThere = pair.live(k) !== undefined;
        pair.entries.delete(k);
        expect(pair.db.delete(k)).toBe(wasThere);
      },
  ),
  key.map(
    (k): Step =>
      (pair) => {
        expect(pair.db.read(k)).toBe(pair.touched(pair.live(k))?.value);
      },
  ),
  key.map(
    (k): Step =>
      (pair) => {
        expect(pair.db.write(k)).toBe(pair.touched(pair.live(k))?.value);
      },
  ),
  key.map(
    (k): Step =>
      (pair) => {
        const entry = pair.live(k);
        expect([pair.db.peek(k), pair.db.look(k), pair.db.has(k)]).toEqual([
          entry?.value,
          entry?.value,
          entry !== undefined,
        ]);
        expect(pair.db.expiryOf(k)).toBe(entry?.atMs);
        if (entry !== undefined)
          expect(pair.db.idleSeconds(k)).toBe(pair.host.idleClock - Math.floor(entry.usedAtMs / 1000));
      },
  ),
  fc.tuple(key, offsetMs).map(
    ([k, ms]): Step =>
      (pair) => {
        const entry = pair.live(k);
        if (!pair.db.has(k)) return;
        pair.db.setExpiry(k, pair.host.nowMs() + ms);
        if (entry !== undefined) entry.atMs = pair.host.nowMs() + ms;
      },
  ),
  key.map(
    (k): Step =>
      (pair) => {
        const entry = pair.live(k);
        if (!pair.db.has(k)) return;
        expect(pair.db.clearExpiry(k)).toBe(entry?.atMs !== undefined);
        if (entry !== undefined) entry.atMs = undefined;
      },
  ),
  fc.integer({ min: 0, max: 2000 }).map(
    (ms): Step =>
      (pair) =>
        pair.host.world.advance(ms),
  ),
  fc.integer({ min: 1, max: 5 }).map(
    (limit): Step =>
      (pair) => {
        const due = pair.db.size - pair.liveKeys().length;
        expect(pair.db.expireDue(limit)).toBe(Math.min(limit, due));
      },
  ),
  fc.constant<Step>((pair) => expect(pair.db.keys(() => true).sort()).toEqual(pair.liveKeys())),
  fc.constant<Step>((pair) => {
    const chosen = pair.db.randomKey(() => pair.host.world.random());
    expect(chosen === undefined ? pair.liveKeys().length === 0 : pair.live(chosen) !== undefined).toBe(true);
  }),
  fc.constant<Step>((pair) => {
    const copy = new Database(1, pair.host);
    copy.copyFrom(pair.db);
    pair.db.swapWith(copy);
    copy.clear();
    expect(copy.size).toBe(0);
  }),
);

describe('a database', () => {
  it('holds what a Map with a clock beside it would hold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const pair = new Pair();
        for (const each of steps) each(pair);
        const entries = [...pair.db.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(entries).toEqual(pair.liveKeys().map((k) => [k, pair.entries.get(k)?.value]));
        pair.db.expireDue(Number.POSITIVE_INFINITY);
        expect(pair.db.size).toBe(entries.length);
        const expiring = [...pair.entries.values()].flatMap(({ atMs }) => (atMs === undefined ? [] : [atMs]));
        expect(pair.db.volatileSize).toBe(expiring.length);
        expect(pair.db.nextExpiryMs()).toBe(expiring.length === 0 ? undefined : Math.min(...expiring));
      }),
      { numRuns: 300 },
    );
  });

  it('gives to a scan every key that stays, whatever comes, goes and expires meanwhile', () => {
    const change = fc.tuple(fc.constantFrom('add', 'delete', 'expire'), fc.nat(60));
    const rounds = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(change, { maxLength: 6 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.nat(60), rounds, (stays, calls) => {
        const pair = new Pair();
        for (let i = 0; i < 60; i++) pair.db.put(bytes(`go${i}`), i);
        for (let i = 0; i < stays; i++) pair.db.put(bytes(`stay${i}`), i);
        const seen = new Set<string>();
        let cursor = 0;
        for (let call = 0; call === 0 || cursor !== 0; call++) {
          const [count, changes] = calls[call % calls.length] as (typeof calls)[number];
          const before = pair.db.size;
          let visits = 0;
          cursor = pair.db.scan(cursor, count, (k, v) => {
            expect(v).toBe(Number(/\d+/.exec(k)?.[0]));
            seen.add(k);
            visits++;
          });
          expect(visits).toBeLessThanOrEqual(Math.min(count, before));
          for (const [kind, n] of changes) {
            const k = bytes(`go${n}`);
            if (kind === 'add') pair.db.put(k, n);
            else if (kind === 'delete') pair.db.delete(k);
            else pair.db.setExpiry(k, 0);
          }
        }
        for (let i = 0; i < stays; i++) expect(seen.has(`stay${i}`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('tells its host of every key that comes and every key whose time has passed', () => {
    const { db, host } = new Pair();
    const [a, b] = [bytes('a'), bytes('b')];
    db.put(a, 1);
    db.put(a, 2);
    db.replace(b, 1);
    expect(host.ready).toEqual(['a', 'b']);
    db.setExpiry(a, host.nowMs() + 10);
    host.world.advance(11);
    expect(db.look(a)).toBeUndefined();
    db.setExpiry(b, 0);
    db.replace(b, 3);
    expect([host.expired, host.ready]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'b'],
    ]);
    expect(db.expiryOf(b)).toBeUndefined();
  });

  it('counts hits and misses of readers, and of nobody else', () => {
    const { db, host } = new Pair();
    const [a, b] = [bytes('a'), bytes('b')];
    db.put(a, 1);
    for (const k of [a, b]) {
      db.read(k);
      db.look(k);
      db.write(k);
      db.peek(k);
      db.has(k);
    }
    expect(host.hits).toEqual({ found: 2, missed: 2 });
  });
});
