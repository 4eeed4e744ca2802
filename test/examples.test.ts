/** The examples run as a reader would run them, each in a process of its own, and end by themselves. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** What each example must print. */
const EXPECTED: Readonly<Record<string, readonly RegExp[]>> = {
  '01-tour.ts': [/passed\s+100\n/, /reserved\s+120\n/, /60 and 0/, /wrong value\s+0\n/, /right one\s+1\n/],
  '02-bullmq.ts': [/no socket: 1000 jobs done, 77 retried/, /TCP: 1000 jobs done, 77 retried/],
  '03-rate-limiter.ts': [
    /first second: 5 of 10/,
    /then refused, for another 1000 ms/,
    /next second: 5 of 10/,
  ],
  '04-sessions.ts': [/"user":"alice"/, /lives for 60 seconds/, /logout: gone/],
  '05-clients.ts': [/Earth/, /apollo/, /a script: 2/],
};

describe('the examples', () => {
  it('are all listed here', () => {
    expect(readdirSync(`${ROOT}/examples`).filter((name) => name.endsWith('.ts'))).toEqual(
      Object.keys(EXPECTED),
    );
  });

  it.each(Object.entries(EXPECTED))(
    '%s shows what it promises',
    async (name, patterns) => {
      const { stdout } = await run('npx', ['tsx', `examples/${name}`], { cwd: ROOT, timeout: 60_000 });
      for (const pattern of patterns) expect(stdout).toMatch(pattern);
    },
    60_000,
  );
});
