/** Reports over many runs: the tally, JSON, JUnit and the matrix; and nothing from outside that becomes markup. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type JudgedViolation,
  judge,
  type PromiseResult,
  type Verdict,
} from '../../../src/lab/check/judge.ts';
import type { LabEvent } from '../../../src/lab/history/event.ts';
import { reportJson } from '../../../src/lab/report/json.ts';
import { reportJunit } from '../../../src/lab/report/junit.ts';
import { matrixOf } from '../../../src/lab/report/matrix.ts';
import { matrixHtml } from '../../../src/lab/report/matrix-html.ts';
import { matrixMarkdown } from '../../../src/lab/report/matrix-markdown.ts';
import { type Outcome, Tally } from '../../../src/lab/report/tally.ts';
import { header } from '../../support/history.ts';
import { twoHolders } from '../../support/history-example.ts';

const ABOUT = 'No two hold one lock.';

/** A verdict on one promise. */
function verdictOf(outcome: Outcome, sentence = 'Two hold it.'): Verdict {
  const isBroken = outcome === 'inside' || outcome === 'outside';
  const violation: JudgedViolation = {
    promise: 'exclusion',
    sinceUs: 0,
    atUs: 5,
    untilUs: 9,
    locks: [],
    sentence,
    reliesOn: ['clockStepUs'],
    verdict: outcome === 'inside' ? 'inside' : 'outside',
    broken:
      outcome === 'inside'
        ? []
        : [
            { assumption: 'clockStepUs', atUs: 1, untilUs: 1, sentence: 'A clock steps.' },
            { assumption: 'clockStepUs', atUs: 2, untilUs: 2, sentence: 'And again.' },
          ],
  };
  const violations = isBroken ? [violation] : [];
  const result: PromiseResult = { promise: 'exclusion', about: ABOUT, outcome, violations };
  return { status: isBroken ? outcome : 'kept', violations, promises: [result] };
}

const EVENTS: readonly LabEvent[] = [
  { at: 1, kind: 'acquire', client: 'a', op: 1, resource: 'r', ttlUs: 10 },
  { at: 2, kind: 'granted', client: 'a', op: 1, validityUs: 5 },
  { at: 9, kind: 'end' },
] as unknown as readonly LabEvent[];

function tallyOf(library: string, outcomes: readonly Outcome[], sentence?: string) {
  const tally = new Tally(library);
  outcomes.forEach((outcome, index) => {
    const run = { header: header({ seed: index, replay: `t${index}`, library }), events: EVENTS };
    tally.add(run, verdictOf(outcome, sentence));
  });
  return tally.sum;
}

const FIVE = [
  tallyOf('good', ['kept', 'kept']),
  tallyOf('bad', ['kept', 'outside', 'inside', 'inside', 'outside']),
  tallyOf('far', ['outside', 'kept']),
  tallyOf('slow', ['undecided', 'kept']),
  tallyOf('humble', ['unpromised']),
];

describe('a tally', () => {
  it('counts runs, calls and simulated time', () =>
    expect(FIVE[1]).toMatchObject({ runs: 5, acquisitions: 5, simulatedUs: 45 }));

  it('keeps the worst outcome, and the first run that shows it', () =>
    expect(FIVE[1]?.promises).toEqual([
      {
        promise: 'exclusion',
        about: ABOUT,
        outcome: 'inside',
        inside: 2,
        outside: 2,
        first: { seed: 2, replay: 't2', verdict: 'inside', broken: [], sentence: 'Two hold it.' },
      },
    ]));

  it('names each broken assumption once', () =>
    expect(FIVE[2]?.promises[0]?.first).toMatchObject({ verdict: 'outside', broken: ['clockStepUs'] }));

  it('takes a real verdict', () => {
    const tally = new Tally('x');
    const run = twoHolders();
    tally.add(run, judge(run));
    const broken = tally.sum.promises.filter(({ outcome }) => outcome === 'inside');
    expect(broken.map(({ promise }) => promise)).toContain('exclusion');
  });
});

describe('the matrix', () => {
  it('has a row a promise and a cell a library', () =>
    expect(matrixOf(FIVE).map(({ promise, cells }) => [promise, ...cells.map(({ text }) => text)])).toEqual([
      ['exclusion', 'kept', 'broken, 2 of 5', 'outside, 1 of 2', 'undecided', '–'],
    ]));

  it('is a table in Markdown, with each failure and its replay beneath', () =>
    expect(matrixMarkdown(FIVE)).toBe(`| promise | good | bad | far | slow | humble |
| --- | --- | --- | --- | --- | --- |
| exclusion | kept | **broken, 2 of 5** [1] | outside, 1 of 2 [2] | undecided | – |
| runs, acquisitions | 2 runs, 2 | 5 runs, 5 | 2 runs, 2 | 2 runs, 2 | 1 runs, 1 |

**broken**: although everything that was declared held. outside: only where an assumption was broken. –: not promised.

1. **bad, exclusion**, seed 2: Two hold it.
   \`tidelock lab replay t2\`
2. **far, exclusion**, seed 0: Two hold it. (Beyond what was declared: clockStepUs.)
   \`tidelock lab replay t0\`
`));

  it('is a page whose broken cells open to the sentence and the replay', () => {
    const page = matrixHtml(FIVE);
    expect(page).toContain(
      '<td class="inside"><details><summary>broken, 2 of 5</summary><div>Two hold it.<code>tidelock lab replay t2</code>',
    );
    expect(page).toContain('<td class="kept">kept</td>');
  });
});

describe('JUnit', () => {
  it('fails a case for a bug, skips what is not promised, and says what was outside', () => {
    const xml = reportJunit(FIVE);
    expect(xml).toContain(
      '<testsuite name="bad" tests="1" failures="1" errors="0" skipped="0" time="0.000">',
    );
    expect(xml).toContain(
      '<failure type="exclusion" message="Two hold it.">tidelock lab replay t2</failure>',
    );
    expect(xml).toContain(
      '<system-out>Two hold it. Outside the assumptions: clockStepUs. tidelock lab replay t0</system-out>',
    );
    expect(xml).toContain('<testsuite name="humble" tests="1" failures="0" errors="0" skipped="1"');
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });
});

describe('what comes from outside', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 40 });

  it('stays text in every form', () => {
    fc.assert(
      fc.property(hostile, hostile, (library, sentence) => {
        const tallies = [tallyOf(library, ['inside'], sentence)];
        const calm = [tallyOf('calm', ['inside'], 'calm')];
        const tagsOf = (markup: string) => markup.match(/<[^>]*>/g)?.map((tag) => tag.split(/[\s>]/)[0]);
        expect(tagsOf(reportJunit(tallies))).toEqual(tagsOf(reportJunit(calm)));
        expect(tagsOf(matrixHtml(tallies))).toEqual(tagsOf(matrixHtml(calm)));
        const lines = (markdown: string) => markdown.split('\n').length;
        expect(lines(matrixMarkdown(tallies))).toBe(lines(matrixMarkdown(calm)));
        expect(JSON.parse(reportJson(tallies))).toMatchObject({ version: 1, libraries: [{ library }] });
      }),
    );
  });
});
