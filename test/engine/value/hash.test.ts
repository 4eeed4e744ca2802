import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../../src/base/bytes.ts';
import { Config } from '../../../src/engine/config.ts';
import { HashValue } from '../../../src/engine/value/hash.ts';
import { StringPool } from '../../../src/structs/string-pool.ts';

const MOST_ENTRIES = 50;
const MOST_BYTES = 8;

function home() {
  const config = new Config();
  config['hash-max-listpack-entries'] = MOST_ENTRIES;
  config['hash-max-listpack-value'] = MOST_BYTES;
  return { config, fieldNames: new StringPool() };
}

const field = fc.oneof(
  { weight: 12, arbitrary: fc.nat(59).map((i) => bytes(`f${i}`)) },
  { weight: 1, arbitrary: fc.constantFrom(...['', '__proto__', 'constructor', '\xff\0'].map(bytes)) },
);
const value = fc.oneof(
  { weight: 200, arbitrary: fc.nat(99).map((n) => bytes(String(n))) },
  { weight: 1, arbitrary: fc.constant(bytes('123456789')) },
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('set' as const), field, value }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), field }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pairs' as const),
      pairs: fc.array(fc.tuple(field, value), { minLength: 1, maxLength: 30 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A Map keeps the order of insertion as a listpack does. */
class Model {
  readonly map = new Map<ByteString, ByteString>();
  isListpack = true;

  set(name: ByteString, content: ByteString): boolean {
    const isNew = !this.map.has(name);
    this.map.set(name, content);
    if (Math.max(name.length, content.length) > MOST_BYTES || this.map.size > MOST_ENTRIES)
      this.isListpack = false;
    return isNew;
  }
}

function apply(hash: HashValue, model: Model, steps: readonly Step[]): void {
  const around = home();
  for (const each of steps) {
    if (each.kind === 'set')
      expect(hash.set(each.field, each.value, around)).toBe(model.set(each.field, each.value));
    else if (each.kind === 'delete') expect(hash.delete(each.field)).toBe(model.map.delete(each.field));
    else {
      const created = each.pairs.filter(([name, content]) => model.set(name, content)).length;
      expect(hash.setPairs([bytes('HSET'), bytes('h'), ...each.pairs.flat()], 2, around)).toBe(created);
    }
  }
}

function expectSame(hash: HashValue, model: Model): void {
  expect(hash.encoding()).toBe(model.isListpack ? 'listpack' : 'hashtable');
  expect(hash.size).toBe(model.map.size);
  const pairs = [...model.map];
  const places = Array.from({ length: hash.size }, (_, i) => [hash.fieldAt(i), hash.valueAt(i)]);
  if (model.isListpack) expect(places).toEqual(pairs);
  else expect(new Map(places as [ByteString, ByteString][])).toEqual(model.map);
  expect(hash.pairs()).toEqual(places.flat());
  expect(hash.fields()).toEqual(places.map(([name]) => name));
  expect(hash.values()).toEqual(places.map(([, content]) => content));
  for (let i = 0; i < 60; i++) expect(hash.get(bytes(`f${i}`))).toBe(model.map.get(bytes(`f${i}`)));
  for (const name of ['', '__proto__', 'valueOf'].map(bytes))
    expect(hash.has(name)).toBe(model.map.has(name));
}

describe('HashValue', () => {
  it('agrees with a Map after any writes, order included while it is a listpack', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
        const hash = new HashValue();
        const model = new Model();
        apply(hash, model, steps);
        expectSame(hash, model);
      }),
      { numRuns: 200 },
    );
  });

  it('has clones that go their own ways', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.array(step, { maxLength: 40 }), (before, after) => {
        const hash = new HashValue();
        const model = new Model();
        apply(hash, model, before);
        const copy = hash.clone();
        const other = new Model();
        for (const [name, content] of model.map) other.map.set(name, content);
        other.isListpack = model.isListpack;
        apply(copy, other, after);
        expectSame(hash, model);
        expectSame(copy, other);
      }),
    );
  });

  it('is scanned whole at once while it is a listpack, and by cursor afterwards', () => {
    const hash = new HashValue();
    const around = home();
    const seen: string[] = [];
    for (let i = 0; i < MOST_ENTRIES; i++) hash.set(bytes(`f${i}`), bytes('v'), around);
    expect(hash.scan(7, 1, (name) => seen.push(name))).toBe(0);
    expect(seen).toHaveLength(MOST_ENTRIES);
    hash.set(bytes('more'), bytes('v'), around);
    seen.length = 0;
    let cursor = 0;
    do cursor = hash.scan(cursor, 4, (name) => seen.push(name));
    while (cursor !== 0);
    expect(new Set(seen).size).toBe(MOST_ENTRIES + 1);
  });
});
