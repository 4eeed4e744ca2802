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
  '01-tour.ts': [
    /passed\s+100\n/,
    /reserved\s+120\n/,
    /60 and 0/,
    /wrong value\s+0\n/,
    /right one\s+1\n/,
    /holds it, votes\s+[345]\n/,
    /killed; extended all the same, ms left\s+\d+/,
    /is told\s+the lock on ledger has expired/,
    /larger token\s+3, true/,
    /the ledger has\s+second\n/,
  ],
  '02-bullmq.ts': [/no socket: 1000 jobs done, 77 retried/, /TCP: 1000 jobs done, 77 retried/],
  '03-rate-limiter.ts': [
    /first second: 5 of 10/,
    /then refused, for another 1000 ms/,
    /next second: 5 of 10/,
  ],
  '04-sessions.ts': [/"user":"alice"/, /lives for 60 seconds/, /logout: gone/],
  '05-clients.ts': [/Earth/, /apollo/, /a script: 2/],
  '06-embedded-quorum.ts': [/alice 110, bob 90/, /refused: 3 instances say held/, /larger token: true/],
  '07-five-servers.ts': [/5 instances, 3 votes/, /10 workers, at most 1/, /still at most 1/, /no slower/],
  '08-cron-leader.ts': [
    /first leader.*true/,
    /second leader.*true/,
    /third leader.*true/,
    /all replicas are gone/,
  ],
  '09-guarded-row.ts': [/adds 7: 107/, /turned away: the token \d+ is stale/, /nothing is lost: 107/],
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
      const { stdout } = await run(
        process.execPath,
        ['--import', 'tsx', '--import', './test/support/lua-as-text.mjs', `examples/${name}`],
        { cwd: ROOT, timeout: 60_000 },
      );
      for (const pattern of patterns) expect(stdout).toMatch(pattern);
    },
    60_000,
  );
});
