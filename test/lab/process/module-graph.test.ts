/** Unchanged code in a process of its own: every way to ask for time or chance answers for that process alone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ManualWorld } from '../../../src/base/world.ts';
import { ModuleGraph } from '../../../src/lab/process/module-graph.ts';

const here = fileURLToPath(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'tidelock-graph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** Runs a module's body in a process; its exports. */
function run<Exports = unknown>(body: string, world = new ManualWorld({ startMs: 5_000 })): Exports {
  const file = join(folder, `${++files}.cjs`);
  writeFileSync(file, body);
  return new ModuleGraph(world).require(file, here) as Exports;
}

describe('a simulated process', () => {
  it.each([
    ['Date.now()', 5_000],
    ['new Date().getTime()', 5_000],
    ['new Date(7).getTime()', 7],
    ['new Date() instanceof Date', true],
    ['typeof Date()', 'string'],
    ['globalThis.Date.now()', 5_000],
    ['global.Date === Date', true],
    ['performance.now()', 0],
    ["require('perf_hooks').performance.now()", 0],
    ["require('node:process').hrtime.bigint() === 0n", true],
    ['process.hrtime()[1]', 0],
    ['process.uptime()', 0],
    ['process.pid', 1],
    ['Object.keys(process.env).length', 0],
    ['Object.prototype.toString.call(process)', '[object process]'],
    ["require('tty').isatty(1)", false],
  ])('answers %s', (expression, value) => expect(run(`module.exports = ${expression}`)).toBe(value));

  it.each([
    'Math.random()',
    "require('crypto').randomBytes(8).toString('hex')",
    "require('node:crypto').randomUUID()",
    "require('crypto').randomInt(1000000)",
    'crypto.randomUUID()',
    'crypto.getRandomValues(new Uint8Array(6)).join()',
    "require('crypto').webcrypto.getRandomValues(new Uint8Array(6)).join()",
    "require('crypto').randomFillSync(Buffer.alloc(6)).toString('hex')",
  ])('draws %s from its own seed', (expression) => {
    const draw = (seed: number) => run(`module.exports = ${expression}`, new ManualWorld({ seed }));
    expect(draw(1)).toBe(draw(1));
    expect(draw(1)).not.toBe(draw(2));
  });

  it('hashes as ever', () =>
    expect(run("module.exports = require('crypto').createHash('sha1').update('x').digest('hex')")).toBe(
      '11f6ad8ec52a2984abaafd7c3b516503785c2072',
    ));

  it.each([
    'setTimeout(() => said.push(1), 10)',
    "require('timers').setTimeout(() => said.push(1), 10)",
    "require('timers/promises').setTimeout(10).then(() => said.push(1))",
    "require('util').promisify(setTimeout)(10).then(() => said.push(1))",
    "AbortSignal.timeout(10).addEventListener('abort', () => said.push(1))",
    'const t = setInterval(() => { said.push(1); clearInterval(t); }, 10)',
    'setTimeout(() => said.push(2), 5).refresh(); setTimeout(() => said.pop(), 6); setTimeout(() => said.push(1), 10)',
  ])('waits by its own clock: %s', async (statement) => {
    const world = new ManualWorld();
    const said = run<number[]>(`const said = module.exports = []; ${statement}`, world);
    for (const step of [4, 5, 2]) {
      expect(said.includes(1)).toBe(false);
      world.advance(step);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(said).toEqual([1]);
  });

  it('lets a cleared timer be', () => {
    const world = new ManualWorld();
    const said = run<number[]>(
      'const said = module.exports = []; clearTimeout(setTimeout(() => said.push(1), 5)); setTimeout(() => said.push(2), 5)',
      world,
    );
    world.advance(9);
    expect(said).toEqual([2]);
  });

  it('has modules that no other process sees', () => {
    writeFileSync(join(folder, 'counter.cjs'), 'let count = 0; exports.next = () => ++count;');
    const body =
      "const a = require('./counter.cjs'); const b = require('./counter.cjs'); a.next(); module.exports = b.next()";
    expect([run(body), run(body)]).toEqual([2, 2]);
  });

  it('may declare the names of globals itself', () =>
    expect(run("const crypto = require('crypto'); const performance = 5; module.exports = performance")).toBe(
      5,
    ));

  it.each(['http', 'node:child_process', 'cluster', 'worker_threads'])('may not have %s', (name) =>
    expect(() => run(`require('${name}')`)).toThrow(`requires ${name}, which the lab does not simulate`),
  );

  it.each(['redlock', 'redlock4', '@sesamecare-oss/redlock', 'redis-semaphore', 'redlock-universal'])(
    'loads %s as it is',
    (name) => expect(new ModuleGraph(new ManualWorld()).require(name, here)).toBeTruthy(),
  );
});
