/** The search: finds what a missing safeguard breaks, shrinks it, and its token repeats it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidelockAdapter } from '../../../src/lab/adapter/tidelock.ts';
import { judge } from '../../../src/lab/check/judge.ts';
import { hashHistory } from '../../../src/lab/history/history.ts';
import { planner } from '../../../src/lab/search/plan-arbitrary.ts';
import { type Progress, repeat, search } from '../../../src/lab/search/search.ts';
import { readToken } from '../../../src/lab/search/token.ts';

const plans = planner(fc, { rounds: 6 });
const careless = tidelockAdapter({ without: { drift: false }, name: 'without drift' });

describe('a search', () => {
  it('finds nothing in our locks, and counts what it ran', async () => {
    const seen: Progress[] = [];
    const { findings, tally } = await search({
      adapter: tidelockAdapter(),
      planOf: plans,
      seeds: 5,
      onRun: (progress) => seen.push(progress),
    });
    expect(findings).toEqual([]);
    expect(tally).toMatchObject({ library: 'tidelock', runs: 5 });
    expect(seen.map(({ seeds }) => seeds)).toEqual([1, 2, 3, 4, 5]);
    expect(seen.at(-1)?.acquisitions).toBe(tally.acquisitions);
  });

  it('finds what a missing safeguard breaks, and its token repeats it to the byte', async () => {
    const { findings, tally } = await search({
      adapter: careless,
      planOf: planner(fc, { rounds: 12, ttlMs: [1_000] }),
      seeds: 60,
      stopsAtFirst: true,
      shrinkRuns: 60,
    });
    const [finding] = findings;
    expect(finding?.verdict).toBe('inside');
    expect(['deadline', 'exclusion']).toContain(finding?.promise);
    expect(tally.promises.find(({ promise }) => promise === finding?.promise)?.inside).toBe(1);
    const replay = readToken(finding?.token ?? '');
    expect(replay.plan.faults.length).toBeLessThanOrEqual(1);
    const history = await repeat(careless, replay);
    expect(hashHistory(history)).toBe(finding && hashHistory(finding.history));
    expect(judge(history).violations.some(({ promise }) => promise === finding?.promise)).toBe(true);
    expect(history.header.replay).toBe(finding?.token);
  });

  it('ends when it is told to, and after its time', async () => {
    const stopped = await search({ adapter: careless, planOf: plans, signal: AbortSignal.abort() });
    expect(stopped.tally.runs).toBe(0);
    const short = await search({ adapter: careless, planOf: plans, seconds: 0 });
    expect(short.tally.runs).toBe(0);
  });

  it('names the assumption that a run goes beyond', async () => {
    const { findings } = await search({
      adapter: tidelockAdapter(),
      planOf: planner(fc, { rounds: 12, beyond: ['clockStepUs'], faults: ['clock-step'], clients: [3] }),
      seeds: 60,
      stopsAtFirst: true,
      shrinkRuns: 0,
      wanted: () => true,
    });
    const [finding] = findings;
    expect(finding?.verdict).toBe('outside');
    const broken = finding?.judged.violations.flatMap((one) =>
      one.broken.map(({ assumption }) => assumption),
    );
    expect(new Set(broken)).toEqual(new Set(['clockStepUs']));
  });
});
