import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LuaTable } from '../../src/vm/index.ts';

type Key = string | number | boolean;

/** One write; nil deletes. */
interface Write {
  readonly key: Key;
  readonly isNil: boolean;
}

const key: fc.Arbitrary<Key> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 40 }) },
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...'abcxyz_09'), maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, 1.5, -0.25, 2 ** 40, 1e100, 123456789) },
  { weight: 1, arbitrary: fc.boolean() },
);
const writes = fc.array(fc.record({ key, isNil: fc.boolean() }), { maxLength: 60 });

function literal(value: Key): string {
  return typeof value === 'number' ? `(${value})` : JSON.stringify(value);
}

function here(history: readonly Write[]): string {
  const table = new LuaTable();
  for (const { key: each, isNil } of history) table.set(each, isNil ? undefined : 1);
  const keys: string[] = [];
  for (let at = table.advance(0); at >= 0; at = table.advance(at)) keys.push(show(table.keyAt(at)));
  return `${table.length()} ${keys.join(' ')}`;
}

function show(value: unknown): string {
  return typeof value === 'number' && Math.abs(value) >= 1e15
    ? value.toExponential().replace(/e\+?/, 'e+')
    : String(value);
}

/** Every history's answer in one run of lua5.1, or undefined where it is not installed. */
function there(histories: readonly (readonly Write[])[]): string[] | undefined {
  const bodies = histories.map((history) => {
    const sets = history.map(({ key: each, isNil }) => `t[${literal(each)}]=${isNil ? 'nil' : '1'}`);
    return `do local t={} ${sets.join(' ')} show(t) end`;
  });
  const show =
    'local function show(t) local k={} for key in pairs(t) do k[#k+1]=tostring(key) end print(#t.." "..table.concat(k," ")) end';
  const run = spawnSync('lua5.1', ['-'], { input: `${show}\n${bodies.join('\n')}`, encoding: 'latin1' });
  return run.error === undefined ? run.stdout.split('\n').slice(0, -1) : undefined;
}

describe('a table', () => {
  it('has the order and the border of lua5.1 after any writes', () => {
    const histories = fc.sample(writes, { numRuns: 400, seed: 20261123 });
    const expected = there(histories);
    if (expected === undefined) return console.info('skipped: lua5.1 is not installed');
    expect(histories.map(here)).toEqual(expected);
  });

  it('holds what a Map holds', () => {
    fc.assert(
      fc.property(writes, (history) => {
        const table = new LuaTable();
        const model = new Map<Key, number>();
        history.forEach(({ key: each, isNil }, i) => {
          table.set(each, isNil ? undefined : i);
          if (isNil) model.delete(each);
          else model.set(each, i);
        });
        for (const { key: each } of history) expect(table.get(each)).toBe(model.get(each));
      }),
    );
  });

  it('takes tables and functions as keys, in the order of their arrival', () => {
    const table = new LuaTable();
    const keys = Array.from({ length: 50 }, () => new LuaTable());
    for (const [i, each] of keys.entries()) table.set(each, i);
    for (const [i, each] of keys.entries()) expect(table.get(each)).toBe(i);
    for (const each of keys.slice(0, 25)) table.set(each, undefined);
    for (let i = 0; i < 100; i++) table.set(i, i);
    for (const [i, each] of keys.entries()) expect(table.get(each)).toBe(i < 25 ? undefined : i);
  });
});

it('has a hash part of 2 ** 24 nodes at most', () => {
  expect(() => new LuaTable(0, 2 ** 24 + 1)).toThrow(RangeError);
});
