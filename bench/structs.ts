/**
 * The structures against Map and array baselines, in one process and one run: ratios hold, figures do not.
 * Run: npx tsx --expose-gc bench/structs.ts [part of a row's name]
 */
import { performance } from 'node:perf_hooks';
import { type ByteString, bytes } from '../src/base/bytes.ts';
import { Dict } from '../src/structs/dict.ts';
import { ExpiryHeap } from '../src/structs/expiry-heap.ts';
import { compileGlob } from '../src/structs/glob.ts';
import { RankedTree } from '../src/structs/ranked-tree.ts';
import { Ring } from '../src/structs/ring.ts';
import { streamId } from '../src/structs/stream-id.ts';
import { StreamLog } from '../src/structs/stream-log.ts';

const MILLION = 1_000_000;
const wanted = process.argv[2] ?? '';

/** A flat string, as the wire makes them; equal keys made twice are different objects. */
const keyOf = (i: number): ByteString =>
  bytes(Buffer.from(`key:${i.toString().padStart(12, '0')}`).latin1Slice());

function permutation(size: number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  let state = 12345;
  for (let i = size - 1; i > 0; i--) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const j = state % (i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}

/** Takes a result, so that the optimiser keeps what made it. */
let taken: unknown;
function use(value: unknown): void {
  if (value !== taken) taken = value;
}

/** Nanoseconds for one of `count`. */
function time(count: number, run: () => void): number {
  const start = performance.now();
  run();
  return ((performance.now() - start) * 1e6) / count;
}

interface Row {
  readonly name: string;
  readonly ours: number;
  readonly peer?: number;
}

function print(title: string, peer: string, rows: readonly Row[]): void {
  console.log(`\n${title} (ns; the peer is ${peer})`);
  for (const { name, ours, peer: theirs } of rows) {
    const other =
      theirs === undefined ? '' : `${theirs.toFixed(0).padStart(9)}  ${(theirs / ours).toFixed(2)}×`;
    console.log(`  ${name.padEnd(34)}${ours.toFixed(0).padStart(9)}${other}`);
  }
}

function sectionKeyspace(): void {
  const keys = Array.from({ length: MILLION }, (_, i) => keyOf(i));
  const again = Array.from({ length: MILLION }, (_, i) => keyOf(i));
  const order = permutation(MILLION);
  const cold = Array.from(order, (i) => again[i] as ByteString);
  const run = (table: Dict<ByteString> | Map<ByteString, ByteString>): number[] => [
    time(MILLION, () => {
      for (const key of keys) table.set(key, key);
    }),
    time(MILLION, () => {
      for (const key of again) use(table.get(key));
    }),
    time(MILLION, () => {
      for (const key of cold) use(table.get(key));
    }),
    time(MILLION, () => {
      for (const key of cold) table.set(key, key);
    }),
    time(MILLION, () => {
      for (const key of cold) {
        table.delete(key);
        table.set(key, key);
      }
    }),
    time(MILLION, () => {
      for (const key of cold) table.delete(key);
    }),
  ];
  const names = [
    'set a new key',
    'get in order',
    'get at random',
    'set at random',
    'delete and set again',
    'delete',
  ];
  const map = run(new Map());
  const dict = run(new Dict());
  print(
    'keyspace of 1 M',
    'Map',
    names.map((name, i) => ({ name, ours: dict[i] as number, peer: map[i] as number })),
  );
}

function sectionLock(): void {
  const rows: Row[] = [];
  const cycle = 10_000;
  const lock = keyOf(-1);
  const dict = new Dict<ByteString>();
  const map = new Map<ByteString, ByteString>();
  for (let i = 0; i < 500_000; i++) {
    dict.set(keyOf(i), lock);
    map.set(keyOf(i), lock);
  }
  const run = (table: Dict<ByteString> | Map<ByteString, ByteString>): void => {
    for (let i = 0; i < cycle; i++) {
      table.get(lock);
      table.set(lock, lock);
      table.delete(lock);
    }
  };
  rows.push({
    name: 'the first 10,000 cycles',
    ours: time(cycle, () => run(dict)),
    peer: time(cycle, () => run(map)),
  });
  // A Map pays more with every cycle, so it stops at 60,000; ours goes on to a million.
  for (let i = 0; i < 4; i++) run(map);
  const worn = time(cycle, () => run(map));
  for (let i = 0; i < 98; i++) run(dict);
  rows.push({ name: 'the last 10,000 (Map: of 60,000)', ours: time(cycle, () => run(dict)), peer: worn });
  print('one lock of 500 k keys: get, set, delete', 'Map', rows);
}

function sectionSmall(): void {
  const names = Array.from({ length: 5 }, (_, i) => bytes(`field${i}`));
  const value = bytes('v');
  const count = 200_000;
  const make = (fresh: () => Dict<ByteString> | Map<ByteString, ByteString>) => {
    const all: unknown[] = [];
    globalThis.gc?.();
    const before = process.memoryUsage();
    const ns = time(count, () => {
      for (let i = 0; i < count; i++) {
        const table = fresh();
        for (const name of names) table.set(name, value);
        all.push(table);
      }
    });
    globalThis.gc?.();
    const after = process.memoryUsage();
    return { ns, size: (after.heapUsed + after.external - before.heapUsed - before.external) / count, all };
  };
  const dict = make(() => new Dict());
  const map = make(() => new Map());
  print('hash of 5 fields', 'Map', [
    { name: 'build', ours: dict.ns, peer: map.ns },
    ...(globalThis.gc === undefined ? [] : [{ name: 'bytes each', ours: dict.size, peer: map.size }]),
  ]);
}

function sectionRanked(): void {
  const members = Array.from({ length: MILLION }, (_, i) => keyOf(i));
  const order = permutation(MILLION);
  const tree = new RankedTree();
  const some = 200_000;
  const rows: Row[] = [];
  const row = (name: string, count: number, run: () => void): void =>
    void rows.push({ name, ours: time(count, run) });
  const memberOf = (i: number): ByteString => members[i] as ByteString;
  const scoreOf = (i: number): number => order[i] as number;
  row('insert, scores at random', MILLION, () => {
    for (let i = 0; i < MILLION; i++) tree.insert(scoreOf(i), memberOf(i));
  });
  row('rankOf', some, () => {
    for (let i = 0; i < some; i++) tree.rankOf(scoreOf(i), memberOf(i));
  });
  row('range of 10 by rank', some, () => {
    for (let i = 0; i < some; i++) tree.range(scoreOf(i), scoreOf(i) + 10, () => true);
  });
  row('range of 10 by score', some, () => {
    for (let i = 0; i < some; i++) {
      const start = tree.countLess(scoreOf(i));
      tree.range(start, Math.min(start + 10, tree.countLess(scoreOf(i) + 10)), () => true);
    }
  });
  row('change a score', some, () => {
    for (let i = 0; i < some; i++) {
      tree.delete(scoreOf(i), memberOf(i));
      tree.insert(scoreOf(i) + 0.5, memberOf(i));
    }
  });
  for (let i = 0; i < some; i++) {
    tree.delete(scoreOf(i) + 0.5, memberOf(i));
    tree.insert(scoreOf(i), memberOf(i));
  }
  row('deleteRange, a key of half', MILLION / 2, () => void tree.deleteRange(0, MILLION / 2));
  row('delete', MILLION / 2, () => {
    for (let i = 0; i < MILLION; i++) tree.delete(scoreOf(i), memberOf(i));
  });
  const inOrder = Array.from({ length: MILLION }, (_, i) => i);
  row('fromSorted, a member', MILLION, () => void RankedTree.fromSorted(inOrder, members));
  print('ranked tree of 1 M', 'none', rows);
}

/** Nanoseconds of one step; `fewer` is how often the peer takes it, where it would take too long. */
type StepRow = readonly [
  name: string,
  count: number,
  ours: (i: number) => unknown,
  theirs: (i: number) => unknown,
  fewer?: number,
];

function steps(count: number, step: (i: number) => unknown): number {
  return time(count, () => {
    for (let i = 0; i < count; i++) use(step(i));
  });
}

function sectionRing(): void {
  const ring = new Ring<ByteString>();
  const array: ByteString[] = [];
  const half = MILLION / 2;
  const item = keyOf(1);
  const places = permutation(MILLION);
  const at = (i: number): number => places[i] as number;
  const rows: readonly StepRow[] = [
    ['pushBack', half, () => ring.pushBack(item), () => array.push(item)],
    ['pushFront', half, () => ring.pushFront(item), () => array.unshift(item), 300],
    ['get at random', half, (i) => ring.get(at(i)), (i) => array[at(i)]],
    ['slice of 100', 20_000, (i) => ring.slice(at(i), at(i) + 100), (i) => array.slice(at(i), at(i) + 100)],
    ['insert at random', 300, (i) => ring.insert(at(i), item), (i) => array.splice(at(i), 0, item)],
    ['removeAt at random', 300, (i) => ring.removeAt(at(i)), (i) => array.splice(at(i), 1)],
    [
      'push back, pop front',
      half,
      (i) => (i & 1 ? ring.popFront() : ring.pushBack(item)),
      (i) => (i & 1 ? array.shift() : array.push(item)),
      600,
    ],
  ];
  for (let i = 0; i < half; i++) array.push(item);
  const measured = rows.map(([name, count, ours, theirs, fewer]) => ({
    name,
    ours: steps(count, ours),
    peer: steps(fewer ?? count, theirs),
  }));
  print('list of 1 M', 'array', measured);
}

function sectionHeap(): void {
  const order = permutation(MILLION);
  const heap = new ExpiryHeap();
  const rows: Row[] = [];
  const row = (name: string, run: () => void): void => void rows.push({ name, ours: time(MILLION, run) });
  row('set', () => {
    for (let i = 0; i < MILLION; i++) heap.set(i, order[i] as number);
  });
  row('renew at random to the end', () => {
    for (let i = 0; i < MILLION; i++) heap.set(order[i] as number, MILLION + i);
  });
  row('get at random', () => {
    for (let i = 0; i < MILLION; i++) use(heap.get(order[i] as number));
  });
  row('set and remove a short-lived one', () => {
    for (let i = 0; i < MILLION; i++) {
      heap.set(MILLION, 9 * MILLION);
      heap.remove(MILLION);
    }
  });
  row('pop the earliest', () => {
    for (let i = 0; i < MILLION; i++) heap.remove(heap.peekSlot());
  });
  print('expiry heap of 1 M', 'none', rows);
}

function sectionStream(): void {
  const log = new StreamLog();
  const fields = [bytes('field'), bytes('value-of-some-length')];
  const rows: Row[] = [];
  const row = (name: string, count: number, run: () => void): void =>
    void rows.push({ name, ours: time(count, run) });
  const order = permutation(MILLION);
  row('append', MILLION, () => {
    for (let i = 0; i < MILLION; i++) log.append(streamId(1_700_000_000_000 + i, 0), fields);
  });
  row('get at random', 200_000, () => {
    for (let i = 0; i < 200_000; i++) log.get(streamId(1_700_000_000_000 + (order[i] as number), 0));
  });
  row('append and trim ~ to 1 M', MILLION, () => {
    for (let i = 0; i < MILLION; i++) {
      log.append(streamId(1_700_001_000_000 + i, 0), fields);
      log.trimToLength(MILLION, { approximate: true });
    }
  });
  print('stream of 1 M', 'none', rows);
}

function sectionGlob(): void {
  const keys = Array.from({ length: 10_000 }, (_, i) => keyOf(i));
  const best = (matches: (key: ByteString) => boolean): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let pass = 0; pass < 20; pass++) {
      const ns = time(keys.length, () => {
        for (const key of keys) use(matches(key));
      });
      least = Math.min(least, ns);
    }
    return least;
  };
  const row = (pattern: string, regExp: RegExp): Row => ({
    name: pattern,
    ours: best(compileGlob(bytes(pattern))),
    peer: best((key) => regExp.test(key)),
  });
  print('glob, warm', 'RegExp', [
    row('key:*', /^key:/),
    row('*99', /99$/),
    row('key:*5*7*', /^key:.*?5.*?7/s),
    row('key:??????[0-4]*', /^key:.{6}[0-4]/s),
  ]);
}

const sections = {
  keyspace: sectionKeyspace,
  lock: sectionLock,
  small: sectionSmall,
  ranked: sectionRanked,
  ring: sectionRing,
  heap: sectionHeap,
  stream: sectionStream,
  glob: sectionGlob,
};
for (const [name, run] of Object.entries(sections)) if (name.includes(wanted)) run();
