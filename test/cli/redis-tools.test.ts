/** The server's own tools against our server: what people reach for first. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { follow } from '../support/command-line.ts';

const isInstalled = (name: string): boolean => spawnSync('which', [name]).status === 0;
const toolsInstalled = isInstalled('redis-cli') && isInstalled('redis-benchmark');

describe.skipIf(!toolsInstalled)('redis-cli and redis-benchmark (need redis-tools)', () => {
  const engine = new Engine();
  let port = 0;
  beforeAll(async () => {
    port = (await engine.listen()).port;
  });
  afterAll(() => engine.close());

  async function run(tool: string, args: readonly string[], stdin?: string): Promise<string> {
    const child = spawn(tool, ['-p', String(port), ...args]);
    const { code, stdout, stderr } = await follow(child, stdin).ended();
    expect(code, stderr).toBe(0);
    return stdout;
  }
  const cli = (...args: string[]): Promise<string> => run('redis-cli', args);

  it('sets and gets, in RESP2 and RESP3', async () => {
    expect(await cli('SET', 'greeting', 'hello')).toBe('OK\n');
    expect(await cli('GET', 'greeting')).toBe('hello\n');
    await cli('HSET', 'h', 'f', 'v');
    expect(await cli('-3', '--json', 'HGETALL', 'h')).toBe('{"f":"v"}\n');
  });

  it('reads commands from standard input, transactions included', async () => {
    expect(await run('redis-cli', [], 'MULTI\nINCR n\nINCR n\nEXEC\nSELECT 1\nDBSIZE\n')).toBe(
      'OK\nQUEUED\nQUEUED\n1\n2\nOK\n0\n',
    );
  });

  it('runs scripts with --eval', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidelock-tools-'));
    const script = join(folder, 'join.lua');
    writeFileSync(script, 'return KEYS[1] .. ARGV[1]');
    expect(await cli('--eval', script, 'k', ',', 'a')).toBe('ka\n');
    rmSync(folder, { recursive: true });
  });

  it('takes bulk input with --pipe', async () => {
    const requests = Array.from({ length: 2000 }, (_, i) => `SET piped:${i} ${i}\r\n`).join('');
    expect(await run('redis-cli', ['--pipe'], requests)).toContain('errors: 0, replies: 2000');
    expect(engine.call('GET', 'piped:1999')).toBe('1999');
  });

  it('scans keys, and finds big ones', async () => {
    for (let i = 0; i < 500; i++) engine.call('RPUSH', `list:${i}`, ...Array(i + 1).fill('x'));
    const keys = (await cli('--scan', '--pattern', 'list:*')).trim().split('\n');
    expect(new Set(keys).size).toBe(500);
    expect(await cli('--bigkeys')).toContain('Biggest   list found \'"list:499"\' has 500 items');
  });

  it('shows INFO and the commands', async () => {
    const info = await cli('INFO');
    expect(info).toMatch(/redis_version:7\.0\.15\r\n/);
    expect(info).toMatch(/db0:keys=\d+,expires=0/);
    expect(Number(await cli('COMMAND', 'COUNT'))).toBeGreaterThan(150);
  });

  it('stands a run of redis-benchmark', async () => {
    const tests =
      'ping_inline,ping_mbulk,set,get,incr,lpush,rpush,lpop,rpop,sadd,hset,spop,zadd,zpopmin,lrange_100,mset';
    const output = await run('redis-benchmark', ['-q', '-n', '1000', '-P', '4', '-r', '100', '-t', tests]);
    expect(output.match(/requests per second/g)?.length).toBe(17);
    expect(output).not.toMatch(/error/i);
  });
});
