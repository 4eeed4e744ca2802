/** Each promise, kept and broken, in histories written by hand: one row a way to keep or to break it. */
import { describe, expect, it } from 'vitest';
import { CHECKERS } from '../../../src/lab/check/judge.ts';
import { IncoherentHistory, openLedger } from '../../../src/lab/check/ledger/ledger.ts';
import type { PromiseName } from '../../../src/lab/check/violation.ts';
import type { LabEvent } from '../../../src/lab/history/event.ts';
import { ALL } from '../../support/history.ts';
import { end, forget, healed, kill, lock, pause, script } from '../../support/lab-script.ts';

const a = lock('a', 1);
const b = lock('b', 2);
const c = lock('c', 3);
const shared = { mode: 'shared' } as const;
const two = { limit: 2 };

/** The promise, what happens, the events, and what the sentence says; nothing where the promise is kept. */
type Row = readonly [PromiseName, string, readonly (LabEvent | readonly LabEvent[])[], (string | RegExp)?];

const bothHold = [a.acquire(0), a.granted(10, 90), b.acquire(20)];

const ROWS: readonly Row[] = [
  ['exclusion', 'one begins where another ends', [bothHold, b.granted(90, 190)]],
  ['exclusion', 'one begins an instant too early', [bothHold, b.granted(89, 190)], 'two holders for 1 µs'],
  ['exclusion', 'the first has called release', [bothHold, a.release(40, 95), b.granted(41, 90)]],
  ['exclusion', 'the first was told', [bothHold, a.told(40), b.granted(40, 90)]],
  ['exclusion', 'the first denies to hold', [bothHold, a.asked(40, false), b.granted(41, 90)]],
  ['exclusion', 'the first has died', [bothHold, kill('a', 40), b.granted(41, 90)]],
  ['exclusion', 'the first has extended', [bothHold, a.extend(50, 60, 150), b.granted(91, 190)], /59 µs/],
  [
    'exclusion',
    'an extension comes after the deadline',
    [bothHold, a.extend(80, 99, 150), b.granted(95, 190)],
    'is told that it has',
  ],
  [
    'exclusion',
    'a lapsed lock is called held',
    [bothHold, b.granted(91, 190), a.asked(120, true)],
    'a is told that it has r',
  ],
  [
    'exclusion',
    'a lock without a deadline',
    [a.acquire(0), a.granted(10), b.acquire(20), b.granted(500, 600), end(700)],
    'to the end of the run',
  ],
  [
    'exclusion',
    'other resources',
    [bothHold.slice(0, 2), b.acquire(20, { resource: 'q' }), b.granted(30, 90)],
  ],
  [
    'exclusion',
    'readers',
    [a.acquire(0, shared), a.granted(10, 90), b.acquire(20, shared), b.granted(30, 90)],
  ],

  [
    'readers-writers',
    'readers together',
    [a.acquire(0, shared), a.granted(10, 90), b.acquire(20, shared), b.granted(30, 90)],
  ],
  [
    'readers-writers',
    'a writer after readers',
    [a.acquire(0, shared), a.granted(10, 90), b.acquire(20), b.granted(90, 99)],
  ],
  [
    'readers-writers',
    'a writer among readers',
    [a.acquire(0, shared), a.granted(10, 90), b.acquire(20), b.granted(80, 99)],
    'b is granted r',
  ],
  [
    'readers-writers',
    'a reader beside a writer',
    [bothHold.slice(0, 2), b.acquire(20, shared), b.granted(80, 99)],
    'two holders for 10 µs',
  ],

  [
    'permits',
    'two of two',
    [
      a.acquire(0, two),
      a.granted(9, 90),
      b.acquire(0, two),
      b.granted(9, 90),
      c.acquire(0, two),
      c.granted(90, 99),
    ],
  ],
  [
    'permits',
    'three of two',
    [
      a.acquire(0, two),
      a.granted(9, 90),
      b.acquire(0, two),
      b.granted(9, 90),
      c.acquire(0, two),
      c.granted(89, 99),
    ],
    '3 of 2 permits',
  ],

  ['deadline', 'keys that stand to the deadline', [a.acquire(0), a.keys(5, 90), a.granted(10, 90), end(99)]],
  [
    'deadline',
    'keys that fall before it',
    [a.acquire(0), a.keys(5, 89), a.granted(10, 90), end(99)],
    'for another 1 µs',
  ],
  [
    'deadline',
    'keys that fall before the grant',
    [a.acquire(0), a.keys(5, 9), a.granted(10, 90), end(99)],
    'a is granted r at 0.000010 s, when its key stands at 0 of 3',
  ],
  [
    'deadline',
    'a grant after its own deadline',
    [a.acquire(0), a.keys(5, 50), a.granted(60, 40), end(99)],
    'a is granted r at 0.000060 s, when its time is over already',
  ],
  [
    'deadline',
    'a grant at its own deadline, told at once',
    [a.acquire(0), a.keys(5, 80), a.granted(60, 60), a.told(60), end(99)],
    'over already',
  ],
  ['deadline', 'a minority', [a.acquire(0), a.keys(5, 90, ['i1']), a.granted(10, 90), end(99)], '1 of 3'],
  [
    'deadline',
    'majorities that take turns',
    [
      a.acquire(0),
      a.keys(5, 50, ['i1']),
      a.keys(5, 95, ['i2']),
      a.keys(40, 95, ['i3']),
      a.granted(10, 90),
      end(99),
    ],
  ],
  [
    'deadline',
    'an instance that forgets',
    [a.acquire(0), a.keys(5, 90), a.granted(10, 80), forget('i1', 30), end(99)],
    'at 1 of 3',
  ],
  [
    'deadline',
    'keys that are prolonged in time',
    [a.acquire(0), a.keys(5, 170), a.granted(10, 90), a.extend(60, 70, 160), end(199)],
  ],
  [
    'deadline',
    'a lock without a deadline that lapses',
    [a.acquire(0), a.keys(5, 90), a.granted(10), end(99)],
  ],
  [
    'deadline',
    'a lapsed lock that is called held',
    [a.acquire(0), a.keys(5, 90), a.granted(10, 80), a.asked(95, true), end(99)],
    '0 of 3',
  ],
  ['deadline', 'a world that records no keys', [a.acquire(0), a.granted(10, 90), end(99)]],

  ['told', 'told in time', [a.acquire(0), a.granted(10, 90), a.told(190), end(999)]],
  [
    'told',
    'told too late',
    [a.acquire(0), a.granted(10, 90), a.told(195), end(999)],
    'a is told until 0.000195 s',
  ],
  ['told', 'never told', [a.acquire(0), a.granted(10, 90), end(999)], 'is not told'],
  ['told', 'released in time', [a.acquire(0), a.granted(10, 90), a.release(150, 160), end(999)]],
  [
    'told',
    'released too late',
    [a.acquire(0), a.granted(10, 90), a.release(350, 360), end(999)],
    'is not told',
  ],
  [
    'told',
    'paused over the deadline',
    [a.acquire(0), a.granted(10, 90), pause('a', 50, 500), a.told(590), end(999)],
  ],
  [
    'told',
    'paused, and then too late',
    [a.acquire(0), a.granted(10, 90), pause('a', 50, 500), a.told(605), end(999)],
    'is told until',
  ],
  ['told', 'a history that ends too soon', [a.acquire(0), a.granted(10, 90), end(150)]],
  [
    'told',
    'no deadline, keys that fall',
    [a.acquire(0), a.keys(5, 90), a.granted(10), a.told(300), end(999)],
    'is over at 0.000090 s',
  ],

  ['tokens', 'rising', [bothHold.slice(0, 1), a.granted(10, 20, 1), b.acquire(20), b.granted(30, 90, 2)]],
  ['tokens', 'none', [a.acquire(0), a.granted(10, 20)], 'without a token'],
  [
    'tokens',
    'the same twice',
    [a.acquire(0), a.granted(10, 20, 4), b.acquire(5), b.granted(30, 90, 4)],
    'token 4',
  ],
  [
    'tokens',
    'falling',
    [a.acquire(0), a.granted(10, 20, 4), b.acquire(20), b.granted(30, 90, 3)],
    'token 3 after token 4',
  ],
  ['tokens', 'crossing calls', [a.acquire(0), a.granted(10, 20, 4), b.acquire(5), b.granted(30, 90, 3)]],
  [
    'tokens',
    'readers that share one',
    [a.acquire(0, shared), a.granted(10, 20, 4), b.acquire(20, shared), b.granted(30, 90, 4)],
  ],
  [
    'tokens',
    'a writer below a reader',
    [a.acquire(0, shared), a.granted(10, 20, 4), b.acquire(20), b.granted(30, 90, 3)],
    'after token 4',
  ],

  [
    'lost-update',
    'a chain of writes',
    [bothHold.slice(0, 1), a.granted(1, 9), a.write(2, 0, 1), a.write(3, 1, 2)],
  ],
  [
    'lost-update',
    'a write over an unseen one',
    [a.acquire(0), a.granted(1, 9), b.acquire(0), b.granted(1, 9), a.write(2, 0, 1), b.write(3, 0, 2)],
    'having read 0',
  ],
  [
    'lost-update',
    'a stale write that is refused',
    [
      a.acquire(0),
      a.granted(1, 9),
      b.acquire(0),
      b.granted(1, 9),
      a.write(2, 0, 1),
      b.write(3, 0, 2, false),
      a.write(4, 1, 3),
    ],
  ],

  ['settles', 'in time', [a.acquire(0), a.refused(10_000), end(99_999)]],
  ['settles', 'too late', [a.acquire(0), a.refused(10_001), end(99_999)], 'settles only then'],
  ['settles', 'never', [a.acquire(0), end(99_999)], 'has not settled at all'],
  [
    'settles',
    'a release too late',
    [a.acquire(0), a.granted(1, 9), a.release(5, 50_000), end(99_999)],
    'The release of r',
  ],
  ['settles', 'its client was paused', [a.acquire(0), pause('a', 10, 5_000), a.refused(14_990), end(99_999)]],
  ['settles', 'its client has died', [a.acquire(0), kill('a', 9_000), end(99_999)]],

  ['progress', 'one who waits is granted', [healed(0), a.acquire(5), a.granted(9_000, 9_500), end(99_999)]],
  ['progress', 'nobody is granted', [healed(0), a.acquire(5), b.acquire(6), end(99_999)], 'nobody holds r'],
  [
    'progress',
    'all are refused again and again',
    [
      healed(0),
      [0, 1, 2].flatMap((i) => [lock('a', i).acquire(i * 5_000), lock('a', i).refused(i * 5_000 + 4_000)]),
      end(99_999),
    ],
    'for 12 ms',
  ],
  ['progress', 'before the healing', [a.acquire(5), healed(50_000), end(59_000)]],
  ['progress', 'somebody holds', [healed(0), a.acquire(0), a.granted(5, 60_000), b.acquire(6), end(59_000)]],
  ['progress', 'nobody asks', [healed(0), end(99_999)]],

  ['orphans', 'gone with the TTL', [a.acquire(0), a.refused(10), a.keys(5, 210), end(999)]],
  [
    'orphans',
    'stays after it',
    [a.acquire(0), a.refused(10), a.keys(5, 212, ['i1']), end(999)],
    'stands until 0.000212 s, 1 µs too long',
  ],
  [
    'orphans',
    'stays for ever',
    [a.acquire(0), a.refused(10), a.keys(5, 9_999).slice(0, 1), end(999)],
    'to the end of the run',
  ],
  ['orphans', 'granted after the client gave up', [a.acquire(0), a.refused(10), a.keys(500, 700), end(999)]],
  [
    'orphans',
    'extended as long as it is claimed',
    [a.acquire(0), a.keys(5, 700), a.granted(10, 90), a.extend(50, 60, 600), end(999)],
  ],
  [
    'orphans',
    'prolonged by an extension that is refused in the end',
    [
      a.acquire(0),
      a.keys(5, 590),
      a.granted(10, 90),
      { kind: 'extend', at: 50, client: 'a', op: 201, lock: 1, ttlUs: 100 },
      { kind: 'refused', at: 400, client: 'a', op: 201, error: 'no quorum' },
      end(999),
    ],
  ],

  [
    'bypass',
    'as many as allowed',
    [
      a.acquire(0),
      [1, 2].flatMap((i) => [lock('b', i).acquire(i * 9), lock('b', i).granted(i * 9 + 5, i * 9 + 7)]),
      a.granted(99, 120),
    ],
  ],
  [
    'bypass',
    'one more',
    [
      a.acquire(0),
      [1, 2, 3].flatMap((i) => [lock('b', i).acquire(i * 9), lock('b', i).granted(i * 9 + 5, i * 9 + 7)]),
      a.granted(99, 120),
    ],
    '3 of those have gone first',
  ],
  [
    'bypass',
    'who came earlier may go first',
    [
      [1, 2, 3].map((i) => lock('b', i).acquire(i)),
      a.acquire(5),
      [1, 2, 3].map((i) => lock('b', i).granted(i * 9, i * 9 + 3)),
      a.granted(99, 120),
    ],
  ],
  [
    'bypass',
    'who gave up is not passed',
    [
      a.acquire(0),
      a.abort(4),
      [1, 2, 3].flatMap((i) => [lock('b', i).acquire(i * 9), lock('b', i).granted(i * 9 + 5, i * 9 + 7)]),
    ],
  ],

  ['clean', 'nothing found', [end(5)]],
  [
    'clean',
    'a timer left',
    [{ kind: 'leaked-timer', at: 5, client: 'a', text: '50 ms' }],
    'leaves a timer behind: 50 ms',
  ],
  [
    'clean',
    'a rejection',
    [{ kind: 'unhandled-rejection', at: 5, client: 'a', text: 'Error: x' }],
    'unhandled: Error: x',
  ],
];

function sentencesOf(promise: PromiseName, events: Row[2]): readonly string[] {
  const checker = CHECKERS.find((one) => one.promise === promise);
  const ledger = openLedger(script(events, { promises: ALL }));
  return checker?.isMade(ledger) ? [...checker.find(ledger)].map(({ sentence }) => sentence) : [];
}

describe.each([...new Set(ROWS.map(([promise]) => promise))])('%s', (promise) => {
  const rows = ROWS.filter((row) => row[0] === promise);

  it.each(
    rows.map(([, title, events, says]) => ({
      title,
      events,
      says,
      verb: says === undefined ? 'kept' : 'broken',
    })),
  )('is $verb by: $title', ({ events, says }) => {
    const sentences = sentencesOf(promise, events);
    expect(sentences).toHaveLength(says === undefined ? 0 : 1);
    if (says !== undefined) expect(sentences[0]).toMatch(says);
  });
});

describe('an incoherent history', () => {
  it.each<[string, Row[2]]>([
    ['an outcome without a call', [a.granted(5)]],
    ['two outcomes of one call', [a.acquire(0), a.refused(1), a.refused(2)]],
    ['two calls of one name', [a.acquire(0), a.acquire(1)]],
    ['a release of what was never granted', [a.acquire(0), a.release(1, 2)]],
    [
      'a release that is granted',
      [a.acquire(0), a.granted(1, 9), a.release(2, 3).slice(0, 1), lock('a', 101).granted(3)],
    ],
  ])('is refused: %s', (_, events) => expect(() => openLedger(script(events))).toThrow(IncoherentHistory));
});
