/** Processes that misbehave: they are ended or noticed, and the world goes on without them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { ModuleGraph } from '../../../src/lab/process/module-graph.ts';
import { Chance } from '../../../src/lab/world/chance.ts';
import { clocksOf, Machine } from '../../../src/lab/world/machine.ts';
import { isTimeLimit } from '../../../src/lab/world/time-limit.ts';
import { Timeline } from '../../../src/lab/world/timeline.ts';
import { watchForRealTime } from '../../../src/lab/world/tripwire.ts';
import { drive } from '../../../src/lab/world/turn.ts';
import { TurnBound } from '../../../src/lab/world/turn-bound.ts';

const here = fileURLToPath(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'tidelock-guest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** Runs `body` in a turn of the process `bad` while `good` counts its own; what was found. */
async function run(body: string, limitMs = 20_000) {
  const chance = new Chance(1);
  const timeline = new Timeline(chance);
  const clocks = clocksOf({ wallUs: 0, monotonicUs: 0, driftPpm: 0 });
  const [bad, good] = ['bad', 'good'].map((name) => new Machine(timeline, name, { chance, clocks }));
  const found: string[] = [];
  const drawn: string[] = [];
  timeline.onThrown = ({ name }, error, kind) => {
    found.push(`${name} ${kind} ${isTimeLimit(error) ? 'time limit' : error}`);
    bad?.kill();
  };
  const stop = watchForRealTime(timeline, (name, kind) => found.push(`${name} ${kind}`));
  const bound = new TurnBound(timeline);
  const overseer = { asked: () => bound.count(), drew: (text: string) => void drawn.push(text) };
  const file = join(folder, `${++files}.cjs`);
  writeFileSync(file, body);
  const graph = new ModuleGraph(bad as Machine, { overseer });
  bad?.after(1, () => void graph.require(file, here));
  let turns = 0;
  for (let ms = 1; ms <= 10; ms++) good?.setTimer(() => void turns++, ms);
  try {
    await drive(timeline, { untilUs: 20_000, limitMs });
  } finally {
    stop();
  }
  return { found, drawn, turns, exports: graph.require(file, here) };
}

describe('a process that does not end its turn', () => {
  it.each([
    ['waits for its clock', 'while (Date.now() < 1e15);'],
    ['waits for its monotonic clock', 'while (performance.now() < 1e15);'],
    [
      'waits for its clock and catches what is thrown',
      'for (let i = 0; i < 1.01e5; i++) try { Date.now() } catch {}; Date.now()',
    ],
    ['puts off its end by ticks', 'const more = () => process.nextTick(more); more();'],
  ])('is thrown out when it %s', async (_, body) => {
    const { found, turns } = await run(body);
    expect(found).toEqual([
      'bad threw BusyLoop: asked for the time or a tick more than 100000 times in one turn',
    ]);
    expect(turns).toBe(10);
  });

  it.each([
    ['loops', 'for (;;);'],
    ['loops and catches', 'for (;;) try { for (;;); } catch {} finally {}'],
    ['loops in a tick', 'process.nextTick(() => { for (;;); })'],
    ['loops in a promise', 'Promise.resolve().then(() => { for (;;); })'],
    ['awaits for ever', '(async () => { for (;;) await null; })()'],
  ])('is ended from outside when it %s', async (_, body) => {
    const { found, turns } = await run(body, 1_000);
    expect(found).toEqual(['bad threw time limit']);
    expect(turns).toBe(10);
  });
});

it('leaves the contexts of its host whole when it is ended', async () => {
  const child = fileURLToPath(new URL('./context-child.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child]);
  expect(stdout).toBe('kept\n');
});

describe('a process that goes behind the back of the lab', () => {
  it.each([
    ['a real timer', "Function('return setTimeout')()(() => {}, 1)", 'Timeout'],
    ['a real immediate', "Function('return setImmediate')()(() => {})", 'Immediate'],
    ['real chance', "require('crypto').generateKeyPair('ed25519', {}, () => {})", 'KEYPAIRGENREQUEST'],
    ['a real thread', "require('crypto').pbkdf2('a', 'b', 1, 8, 'sha1', () => {})", 'PBKDF2REQUEST'],
  ])('is noticed with %s', async (_, body, kind) => {
    const { found, turns } = await run(body);
    expect(found).toEqual([`bad ${kind}`]);
    expect(turns).toBe(10);
  });

  it.each([
    'Promise.resolve().then(() => {})',
    'process.nextTick(() => {})',
    'queueMicrotask(() => {})',
    'setTimeout(() => {}, 1); setImmediate(() => {})',
    "const { AsyncLocalStorage } = require('async_hooks'); new AsyncLocalStorage().run(1, () => {})",
    "require('stream').Readable.from([1, 2]).resume()",
    "require('fs').promises.readFile('nothing').catch(() => {})",
  ])('is let be with %s', async (body) => {
    const { found } = await run(body);
    expect(found).toEqual([]);
  });
});

describe('what a process leaves to nobody', () => {
  it.each([
    ["setTimeout(() => { throw new Error('late') }, 1)", 'bad threw Error: late'],
    ["process.nextTick(() => { throw new Error('tick') })", 'bad threw Error: tick'],
    ["Promise.reject(new Error('lost'))", 'bad unhandled-rejection Error: lost'],
  ])('is its own affair: %s', async (body, finding) => {
    const { found, turns } = await run(body);
    expect(found).toEqual([finding]);
    expect(turns).toBe(10);
  });

  it('does not count what it catches in time', async () => {
    const { found } = await run("const p = Promise.reject(new Error('x')); p.catch(() => {});");
    expect(found).toEqual([]);
  });
});

describe('random names', () => {
  it('are told to who watches, as the process has them', async () => {
    const { drawn, exports } = await run(
      "const crypto = require('crypto'); module.exports = [crypto.randomBytes(8).toString('hex'), crypto.randomUUID()]",
    );
    expect(drawn).toEqual(expect.arrayContaining(exports as string[]));
  });
});
