import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, type CommandLine, type Running } from '../support/command-line.ts';
import { RawConnection, type Target } from '../support/raw-connection.ts';

let tidelock: CommandLine;
beforeAll(async () => {
  tidelock = await buildCommandLine();
});
afterAll(() => tidelock.remove());

const servers: Running[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.process.kill('SIGKILL');
});

async function serve(...args: string[]): Promise<{ server: Running; address: string; port: number }> {
  const server = tidelock.start(['serve', ...args]);
  servers.push(server);
  const [, address = ''] = await server.printed(/Ready to accept connections on (\S+)\n/);
  return { server, address, port: Number(address.split(':').at(-1)) };
}

async function ask(target: Target, ...requests: readonly string[][]): Promise<string[]> {
  const connection = await RawConnection.connect(target);
  const replies = await connection.pipeline(requests);
  connection.close();
  return replies;
}

describe('tidelock serve', () => {
  it('tells its address, serves, and shuts down on SIGTERM with code 0', async () => {
    const { server, address, port } = await serve('--port', '0');
    expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(await ask(port, ['SET', 'a', '1'], ['INCR', 'a'])).toEqual(['+OK\r\n', ':2\r\n']);
    const waiting = await RawConnection.connect(port);
    waiting.send('BLPOP jobs 0\r\n');
    server.process.kill('SIGTERM');
    const { code, stdout, stderr } = await server.ended();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^\d+:M \d\d [A-Z][a-z]{2} \d{4} [\d:]{8}\.\d{3} \* tidelock .*Received SIGTERM, .*Bye bye\n$/s,
    );
    waiting.close();
  });

  it('shuts down on SIGINT, and is silent when asked to be', async () => {
    const path = join(tmpdir(), `tidelock-cli-${process.pid}.sock`);
    const server = tidelock.start(['serve', '--unixsocket', path, '--quiet']);
    servers.push(server);
    const replies = await untilAnswered(() => ask(path, ['PING'], ['CONFIG', 'GET', 'unixsocket']));
    expect(replies[0]).toBe('+PONG\r\n');
    expect(replies[1]).toContain(path);
    server.process.kill('SIGINT');
    expect(await server.ended()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('asks for the password, and has as many databases as wanted', async () => {
    const { port } = await serve('--port', '0', '--requirepass', 'secret', '--databases', '3');
    expect(await ask(port, ['PING'], ['AUTH', 'secret'], ['SELECT', '2'], ['SELECT', '3'])).toEqual([
      '-NOAUTH Authentication required.\r\n',
      '+OK\r\n',
      '+OK\r\n',
      '-ERR DB index is out of range\r\n',
    ]);
  });

  it('warns where others may reach it without a password', async () => {
    const { server } = await serve('--port', '0', '--host', '0.0.0.0');
    await server.printed(/Warning: no password, and whoever reaches 0\.0\.0\.0/);
  });

  it('says in one line that the address is taken, or is none of this machine', async () => {
    const { port } = await serve('--port', '0');
    const [taken, foreign] = await Promise.all([
      tidelock.run(['serve', '--port', String(port)]),
      tidelock.run(['serve', '--port', '0', '--host', '192.0.2.1']),
    ]);
    expect(taken).toEqual({
      code: 1,
      stdout: '',
      stderr: `cannot listen on 127.0.0.1:${port}: the address is taken (another server may be running)\n`,
    });
    expect(foreign).toEqual({
      code: 1,
      stdout: '',
      stderr: 'cannot listen on 192.0.2.1:0: this machine has no such address\n',
    });
  });
});

/** The server is silent: connect until it listens. */
async function untilAnswered<T>(question: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 500; attempt++) {
    try {
      return await question();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error('no answer');
}
