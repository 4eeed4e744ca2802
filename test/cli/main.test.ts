import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine } from '../support/command-line.ts';

let tidelock: CommandLine;
beforeAll(async () => {
  tidelock = await buildCommandLine();
});
afterAll(() => tidelock.remove());

describe('tidelock', () => {
  it.concurrent.each([
    [
      'shows examples of both commands',
      ['--help'],
      /serve --port 7000 .*\n.*eval script\.lua key1 key2 , arg1/,
    ],
    [
      'teaches serve',
      ['serve', '--help'],
      /--unixsocket .*--requirepass .*lives in memory.*redis-cli -p 7000/s,
    ],
    ['teaches eval', ['eval', '--help'], /--url .*empty engine in this process.*keys|eval - counter , 41/s],
  ])('%s', async (_title, args, text) => {
    const { code, stdout } = await tidelock.run(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(text);
  });

  it.concurrent('tells its version', async () => {
    const { code, stdout } = await tidelock.run(['--version']);
    expect([code, stdout]).toEqual([0, 'development\n']);
  });

  it.concurrent.each([
    ['an unknown command', ['sevre'], /unknown command 'sevre'\n\(Did you mean serve\?\)/],
    ['no command', [], /Usage: tidelock/],
    ['a port that is none', ['serve', '--port', '70000'], /'70000' is invalid\. a port is a whole number/],
    ['a number of databases that is none', ['serve', '--databases', '0'], /whole number from 1 to 10000/],
    ['a missing script', ['eval'], /missing required argument 'script'/],
  ])('ends with code 1 at %s, and tells more', async (_title, args, text) => {
    const { code, stdout, stderr } = await tidelock.run(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(text);
    expect(stderr).toMatch(/--help/);
  });
});
