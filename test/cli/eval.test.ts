import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { buildCommandLine, type CommandLine } from '../support/command-line.ts';
import { type Oracle, oracleAvailable, requireOracle } from '../support/oracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidelock-eval-'));
const file = (name: string, script: string): string => {
  const path = join(folder, name);
  writeFileSync(path, script);
  return path;
};
const echo = file('echo.lua', 'return {KEYS, ARGV}');
const counter = file('counter.lua', "return redis.call('INCRBY', KEYS[1], ARGV[1])");
const sold = file('sold.lua', "return redis.error_reply('SOLD_OUT none left')");
const broken = file('broken.lua', 'return (');

let tidelock: CommandLine;
beforeAll(async () => {
  tidelock = await buildCommandLine();
});
afterAll(() => {
  tidelock.remove();
  rmSync(folder, { recursive: true });
});

describe('tidelock eval', () => {
  it.concurrent.each<[title: string, args: string[], stdout: string, stdin?: string]>([
    [
      'parts keys from arguments at the comma',
      [echo, 'k1', 'k2', ',', 'a1', '-5', '--raw'],
      'k1\nk2\na1\n-5\n--raw\n',
    ],
    ['takes words without a comma for keys', [echo, 'k1', 'k2'], 'k1\nk2\n\n'],
    ['takes words after a first comma for arguments', [echo, ',', 'a b', 'é'], '\na b\né\n'],
    ['reads standard input', ['-', 'n', ',', '41'], '41\n', "return redis.call('INCRBY', KEYS[1], ARGV[1])"],
    ['passes over a first line for the shell', ['-'], '7\n', '#!lua\nreturn 7'],
  ])('%s', async (_title, args, stdout, stdin) => {
    expect(await tidelock.run(['eval', ...args], stdin)).toEqual({ code: 0, stdout, stderr: '' });
  });

  it.concurrent('prints an error reply and ends with code 1', async () => {
    const { code, stdout, stderr } = await tidelock.run(['eval', sold]);
    expect([code, stdout, stderr]).toEqual([1, 'SOLD_OUT none left\n', '']);
  });

  it.concurrent('tells where a script does not compile', async () => {
    const { code, stdout } = await tidelock.run(['eval', broken]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ERR Error compiling script .*user_script:1: .*\n$/);
  });

  it.concurrent.each([
    ['a file that is not there', ['/none.lua'], 'cannot read the script /none.lua: there is no such file\n'],
    ['a folder', [folder], `cannot read the script ${folder}: it is a directory\n`],
    [
      'a server that is not there',
      ['--url', 'redis://127.0.0.1:1', echo],
      'cannot connect to 127.0.0.1:1: nothing listens there\n',
    ],
    [
      'a URL of something else',
      ['--url', 'http://localhost', echo],
      'http://localhost is no URL of a server: redis://host:port or unix:///path is wanted\n',
    ],
  ])('says in one line what is wrong with %s', async (_title, args, stderr) => {
    expect(await tidelock.run(['eval', ...args])).toEqual({ code: 1, stdout: '', stderr });
  });

  it.concurrent('runs on our server, with a password and a database', async () => {
    const engine = new Engine({ password: 'secret' });
    const { port } = await engine.listen();
    const url = `redis://:secret@127.0.0.1:${port}/3`;
    expect(await tidelock.run(['eval', '--url', url, counter, 'n', ',', '5'])).toEqual({
      code: 0,
      stdout: '5\n',
      stderr: '',
    });
    engine.call('SELECT', 3);
    expect(engine.call('GET', 'n')).toBe('5');
    const refused = await tidelock.run(['eval', '-u', `redis://127.0.0.1:${port}`, counter, 'n', ',', '5']);
    expect([refused.code, refused.stdout]).toEqual([1, 'NOAUTH Authentication required.\n']);
    const wrong = await tidelock.run(['eval', '-u', `redis://:no@127.0.0.1:${port}`, echo]);
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      'AUTH: WRONGPASS invalid username-password pair or user is disabled.\n',
    ]);
    await engine.close();
  });
});

describe.skipIf(!oracleAvailable)('tidelock eval --url (needs redis-server)', () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await requireOracle();
  });
  afterAll(() => oracle.stop());

  it('runs on redis-server', async () => {
    const url = `redis://127.0.0.1:${oracle.port}`;
    const [value, error] = await Promise.all([
      tidelock.run(['eval', '--url', url, echo, 'k1', ',', 'a1']),
      tidelock.run(['eval', '--url', url, sold]),
    ]);
    expect(value).toEqual({ code: 0, stdout: 'k1\na1\n', stderr: '' });
    expect([error.code, error.stdout]).toEqual([1, 'SOLD_OUT none left\n']);
  });
});
