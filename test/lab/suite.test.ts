/** The suite under vitest and node:test: passes a good library, fails a bad one with its story. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { libraryOf } from '../../src/lab/adapter/library.ts';
import { tidelockAdapter } from '../../src/lab/adapter/tidelock.ts';
import { readToken } from '../../src/lab/search/token.ts';
import { BrokenPromise, lockSafetySuite } from '../../src/lab/suite.ts';

lockSafetySuite(tidelockAdapter(), { seeds: 5, runner: { describe, it } });

/** Runs a suite with a runner that only collects. */
async function outcomesOf(
  define: (runner: { describe: Describe; it: It }) => void,
): Promise<Map<string, unknown>> {
  const bodies = new Map<string, () => Promise<void>>();
  define({
    describe: (_, body) => body(),
    it: (name, body) => void bodies.set(name.split(':')[0] ?? '', body),
  });
  const outcomes = new Map<string, unknown>();
  for (const [name, body] of bodies) outcomes.set(name, await body().catch((error: unknown) => error));
  return outcomes;
}
type Describe = (name: string, body: () => void) => unknown;
type It = (name: string, body: () => Promise<void>) => unknown;

describe('the suite', () => {
  it('fails the test of a promise that is broken, with its story and its token, and no other', async () => {
    const outcomes = await outcomesOf((runner) =>
      lockSafetySuite(libraryOf('redlock@5').open(), {
        runner,
        seed: 45,
        seeds: 5,
        shrinkRuns: 20,
        space: { assume: STRICT },
      }),
    );
    const broken = outcomes.get('deadline') as BrokenPromise;
    expect(broken).toBeInstanceOf(BrokenPromise);
    expect(broken.message).toContain('a bug');
    expect(broken.message).toContain(`replay: tidelock lab replay ${broken.token}`);
    expect(readToken(broken.token).library).toBe('redlock@5');
    expect(outcomes.get('settles')).toBeUndefined();
  });

  it('asks for describe and it where there are none', () =>
    expect(() => lockSafetySuite(tidelockAdapter())).toThrow(
      'there is no global describe and it: give them',
    ));

  it('runs under node:test', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const folder = mkdtempSync(join(root, 'node_modules/.cache-suite-'));
    try {
      const file = join(folder, 'suite.test.mjs');
      writeFileSync(
        file,
        `import { describe, it } from 'node:test';
import { tidelockAdapter } from '${root}src/lab/adapter/tidelock.ts';
import { lockSafetySuite } from '${root}src/lab/suite.ts';
lockSafetySuite(tidelockAdapter(), { seeds: 2, runner: { describe, it } });\n`,
      );
      const hook = join(root, 'test/support/lua-as-text.mjs');
      const args = ['--import', 'tsx', '--import', hook, '--test', file];
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const printed = execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
      expect(printed).toMatch(/pass 1[0-9]/);
      expect(printed).toMatch(/fail 0/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const STRICT = {
  clockRateBound: 0.005,
  clockStepUs: 0,
  amnesia: 0,
  evictions: 0,
  pauseUs: 60_000_000,
  delayUs: 60_000_000,
};
