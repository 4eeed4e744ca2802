/** Exploring: all runs within the bound, the smallest first; what is found is repeated by its token. */
import { describe, expect, it } from 'vitest';
import { libraryOf } from '../../../src/lab/adapter/library.ts';
import { tidelockAdapter } from '../../../src/lab/adapter/tidelock.ts';
import { hashHistory } from '../../../src/lab/history/history.ts';
import { planOf } from '../../../src/lab/run/plan.ts';
import { run } from '../../../src/lab/run/run.ts';
import { explore } from '../../../src/lab/search/explore.ts';
import { repeat } from '../../../src/lab/search/search.ts';
import { readToken } from '../../../src/lab/search/token.ts';
import { loadScripts, scriptOf } from '../../../src/redlock/instance/script.ts';

const folder = import.meta.dirname;

/** Our locks, with a release that lets go of whoever's lock it finds. */
function careless() {
  const scripts = loadScripts();
  const source = scripts.release.source.replace(
    /return string\.sub\(holder, 1, #value \+ 1\) == .*/,
    'return true',
  );
  expect(source).not.toBe(scripts.release.source);
  return tidelockAdapter({ without: { scripts: { ...scripts, release: scriptOf('release', source) } } });
}

describe('exploring', () => {
  it('goes through all runs in which one message is late, and our locks keep their promises', async () => {
    const seen: number[] = [];
    const { runs, messages, delaysMs, isComplete, findings } = await explore({
      adapter: tidelockAdapter(),
      late: 1,
      onRun: (count) => seen.push(count),
    });
    expect(messages).toBeGreaterThan(30);
    expect([runs, isComplete]).toEqual([1 + messages * delaysMs.length, true]);
    expect(seen).toHaveLength(runs);
    expect(findings).toEqual([]);
  });

  it('makes one after the other late, each pair once', async () => {
    const delaysMs = [2];
    const plan = { clients: 1, instances: 1 } as const;
    const { runs, messages } = await explore({
      adapter: libraryOf('redlock@4').open(),
      delaysMs,
      plan,
      folder,
    });
    const atLeast = (messages * (messages - 1)) / 2;
    expect(runs).toBeGreaterThanOrEqual(1 + messages + messages + atLeast);
  });

  it('finds what a missing safeguard breaks with as few late messages as there can be', async () => {
    const { findings } = await explore({ adapter: careless(), late: 1 });
    const [exclusion] = findings.filter(({ promise }) => promise === 'exclusion');
    expect(exclusion?.late).toHaveLength(1);
    expect(exclusion?.verdict).toBe('inside');
  });

  it('finds a grant that comes after its time, and its token repeats it to the byte', async () => {
    const adapter = libraryOf('redlock@5').open();
    const { findings } = await explore({ adapter, late: 1, folder });
    const [finding] = findings;
    expect(finding).toMatchObject({ promise: 'deadline', verdict: 'inside', late: [{ byMs: 120 }] });
    const again = await repeat(adapter, readToken(finding?.token ?? ''), { folder });
    expect(hashHistory(again)).toBe(finding && hashHistory(finding.history));
  });

  it('ends when its time is over, and says that it has not seen all', async () => {
    const { isComplete, runs } = await explore({ adapter: tidelockAdapter(), seconds: 0 });
    expect([isComplete, runs]).toEqual([false, 1]);
  });
});

describe('a late message', () => {
  it('is the only one that its link is slow for', async () => {
    const network = { leastUs: 1_000, mostUs: 1_000, lossShare: 0, jitterShare: 1 };
    const plan = planOf({ clients: 1, network, workload: { rounds: 1 }, late: [{ nth: 2, byMs: 7 }] });
    const { events } = await run({ seed: 1, plan, adapter: tidelockAdapter(), messages: true });
    const timesOf = (message: number) =>
      events.flatMap((event) => ('message' in event && event.message === message ? [event.at] : []));
    const underWay = [1, 2, 3, 4].map((message) => timesOf(message)).map(([from = 0, to = 0]) => to - from);
    expect(underWay[1]).toBeGreaterThan(7_900);
    for (const us of [underWay[0], underWay[3]]) expect(us).toBeLessThan(4_000);
    expect(events.filter(({ kind }) => kind === 'delay')).toHaveLength(1);
  });
});
