/** How a quorum begins, and how an instance that has forgotten comes back to it. */
import { describe, expect, it } from 'vitest';
import { planAdmission, type Standing } from '../../src/redlock/admission.ts';
import type { LockUnavailable } from '../../src/redlock/error.ts';
import { Lock } from '../../src/redlock/lock.ts';
import { quorumOf } from '../../src/redlock/round/quorum.ts';
import { type Node, pass, quorumFixture, timed } from '../support/quorum.ts';

const voting = (high: number, begunWith: readonly string[] = []): Standing => ({
  kind: 'voting',
  high,
  begunWith,
});
const amnesiac = (nowMs = 1_000, mark = 'm'): Standing => ({ kind: 'amnesiac', nowMs, mark });
const ended = (untilMs: number, high = 0): Standing => ({ kind: 'unrecovered', untilMs, high });
const WAITING: Standing = { kind: 'quarantined', high: 3 };
const SILENT: Standing = { kind: 'silent' };

/** Draws the plan: what each instance is, and what it is told. */
function plan(
  standings: readonly Standing[],
  { knownEnded = true, earlier = standings } = {},
): readonly string[] {
  const steps = planAdmission(standings, {
    quorum: quorumOf(standings.length),
    earlier,
    quarantineMs: 500,
    endedMs: (instance) => {
      const standing = standings[instance];
      return knownEnded && standing?.kind === 'unrecovered' ? standing.untilMs : undefined;
    },
  });
  return steps.map((step) => Object.values(step).join(' '));
}

describe('the plan', () => {
  it.each<[string, readonly Standing[], readonly string[]]>([
    ['all vote: nothing', [voting(1), voting(2), voting(3)], []],
    [
      'none has a record and all answer: they begin together, at the latest of their clocks',
      [amnesiac(1_001), amnesiac(1_500), amnesiac(999)],
      ['0 bootstrap 1500 m,m,m', '1 bootstrap 1500 m,m,m', '2 bootstrap 1500 m,m,m'],
    ],
    ['one does not answer: nobody begins', [amnesiac(), amnesiac(), SILENT], []],
    ['others have a record: it waits', [voting(5), amnesiac(), voting(6)], ['1 quarantine 500']],
    [
      'another waits already: it waits too',
      [WAITING, amnesiac(), amnesiac()],
      ['1 quarantine 500', '2 quarantine 500'],
    ],
    [
      'its wait is over: it takes the highest counter of enough others',
      [voting(5), ended(9), voting(6)],
      ['1 recover 6 9'],
    ],
    ['too few others vote: it goes on waiting', [voting(5), ended(9), SILENT], []],
    ['too few others vote, one waits: it goes on waiting', [voting(5), ended(9), WAITING], []],
    [
      'all but one restarted, all waits over: the highest of all',
      [voting(5), ended(9, 8), ended(7)],
      ['1 recover 8 9', '2 recover 8 7'],
    ],
    [
      'all restarted and all waits over: the highest of all',
      [ended(9, 4), ended(9, 8)],
      ['0 recover 8 9', '1 recover 8 9'],
    ],
    ['a single instance: its own', [ended(9, 4)], ['0 recover 4 9']],
    ['five, three others vote', [voting(1), voting(2), voting(9), ended(4), SILENT], ['3 recover 9 4']],
    ['five, two others vote', [voting(1), voting(2), SILENT, ended(4), SILENT], []],
  ])('%s', (_, standings, steps) => {
    expect(plan(standings)).toEqual(steps);
  });

  it.each<[string, readonly Standing[]]>([
    ['was not there before', [voting(1), amnesiac(), amnesiac()]],
    ['did not answer before', [SILENT, amnesiac(), amnesiac()]],
    ['has forgotten between the readings', [amnesiac(1_000, 'n'), amnesiac(), amnesiac()]],
    ['was not read before', []],
  ])('begins nobody when one %s', (_, earlier) => {
    expect(plan([amnesiac(), amnesiac(), amnesiac()], { earlier })).toEqual([]);
  });

  it('lets those begin that were to begin with another, with its counter', () => {
    const standings = [voting(7, ['a', 'b', 'c']), amnesiac(1_000, 'x'), amnesiac(1_000, 'c')];
    expect(plan(standings)).toEqual(['1 quarantine 500', '2 bootstrap 7 a,b,c']);
  });

  it('recovers nobody whose wait may have ended after the others were read', () => {
    expect(plan([voting(5), ended(9), voting(6)], { knownEnded: false })).toEqual([]);
  });
});

describe('a quorum', () => {
  it('begins by itself with the first lock, and once', async () => {
    const { nodes, client } = quorumFixture(5);
    const lock = await client().acquire('a');
    expect(lock.token).toBeGreaterThan(1_700_000_000_000);
    await client().acquire('b');
    expect(nodes[0]?.arrived.filter((name) => name === 'admit')).toHaveLength(1);
  });

  it('begins once for clients that come together', async () => {
    const { truth, client } = quorumFixture(3);
    const wishes = Array.from({ length: 8 }, (_, i) => client().acquire(`r${i % 2}`, { ttlMs: 100 }));
    const { value } = await timed(truth, Promise.all(wishes));
    expect(value).toHaveLength(8);
  });

  it('does not begin again at an instance that has begun, voted and forgotten since', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const [first, , third] = nodes as [Node, Node, Node];
    // Two clients begin the quorum together; the letter of one of them to the third is long under way.
    let admissions = 0;
    third.passage = (script) => (script === 'admit' && admissions++ === 0 ? { thereMs: 300 } : {});
    const both = [client(SHORT).acquire('x'), client(SHORT).acquire('y')];
    await pass(truth, 100, 10);
    await Promise.race(both);
    first.passage = () => ({ fault: 'refused' });
    const held = await client(SHORT).acquire('a', { ttlMs: 2_000 });
    expect(held.verdicts.slice(1).map(({ kind }) => kind)).toEqual(['granted', 'granted']);
    third.restartEmpty();
    await pass(truth, 300, 10);
    expect(admissions).toBeGreaterThanOrEqual(2);
    expect(third.engine.call('HGET', 'lock:record', 'begun')).toBeNull();
    first.passage = () => ({});
    const other = await timed(truth, client(SHORT).acquire('a', { waitMs: 500 }), 10);
    expect([other.value instanceof Lock, held.isHeld]).toEqual([false, true]);
  });

  it('begins with one more reading when an answer was lost in the second', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const [first, , third] = nodes as [Node, Node, Node];
    let readings = 0;
    third.passage = (script) => (script === 'inspect' && ++readings === 2 ? { fault: 'answer-lost' } : {});
    const { value } = await timed(truth, client().acquire('a'), 10);
    expect(value).toBeInstanceOf(Lock);
    expect(first.arrived.filter((script) => script === 'inspect')).toHaveLength(3);
  });

  it('begins whole though the client that began it died in between', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const third = nodes[2] as Node;
    third.passage = (script) => (script === 'admit' ? { fault: 'request-lost' } : {});
    await timed(truth, client().acquire('a'), 10);
    third.passage = () => ({});
    await pass(truth, 10_000, 100);
    await timed(truth, client().acquire('b'), 10);
    await pass(truth, 1_000, 10);
    const lock = await client({ spareAfterMs: 0 }).acquire('c');
    await pass(truth, 10);
    expect(lock.verdicts.map(({ kind }) => kind)).toEqual(['granted', 'granted', 'granted']);
  });

  it('does not begin while one of it cannot be asked, and says so', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    nodes.slice(2).forEach((node) => {
      node.passage = () => ({ fault: 'refused' });
    });
    const { value } = await timed(truth, client().acquire('a', { waitMs: 100 }));
    expect((value as LockUnavailable).verdicts.map(({ kind }) => kind)).toEqual([
      'amnesiac',
      'amnesiac',
      'down',
    ]);
    const trusting = await timed(truth, client({ restart: 'nothing' }).acquire('a', { waitMs: 100 }));
    expect(trusting.value).toBeInstanceOf(Lock);
  });
});

/** A short longest TTL, so that waiting out a quarantine is a short test. */
const SHORT = { maxTtlMs: 2_000, ttlMs: 1_000, waitMs: 500 } as const;

describe('an instance that has forgotten', () => {
  it('does not vote, waits, and comes back with counters above every token', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const locks = client(SHORT);
    const held = await locks.acquire('a', { ttlMs: 2_000 });
    await pass(truth, 100, 10);
    const [, , third] = nodes;
    third?.restartEmpty();
    const seen = new Set<string>();
    let token = held.token;
    for (let i = 0; i < 80; i++) {
      await pass(truth, 100, 50);
      const lock = await locks.acquire('b');
      expect(lock.token).toBeGreaterThan(token);
      token = lock.token;
      seen.add(lock.verdicts[2]?.kind ?? '');
      await lock.release();
    }
    expect([...seen]).toEqual(['amnesiac', 'quarantined', 'unrecovered', 'granted']);
    expect(Number(third?.engine.call('HGET', 'lock:record', 'high'))).toBeGreaterThanOrEqual(token);
  });

  it('cannot help a second holder to a quorum', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const locks = client(SHORT);
    await (await locks.acquire('begin')).release();
    const [first, , third] = nodes;
    if (third !== undefined) third.passage = () => ({ fault: 'refused' });
    const held = await locks.acquire('a', { ttlMs: 2_000 });
    await pass(truth, 10);
    first?.restartEmpty();
    if (third !== undefined) third.passage = () => ({});
    const other = await timed(truth, client(SHORT).acquire('a', { waitMs: 500 }), 10);
    expect([other.value instanceof Lock, held.isHeld]).toEqual([false, true]);
  });

  it('votes at once where a restart is not looked for', async () => {
    const { nodes, client } = quorumFixture(3);
    const locks = client({ ...SHORT, restart: 'nothing' });
    await (await locks.acquire('a')).release();
    nodes[0]?.restartEmpty();
    expect((await locks.acquire('a')).verdicts[0]?.kind).toBe('granted');
  });

  it('is known by its run id when its disk was behind', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const locks = client({ ...SHORT, restart: 'run-id' });
    await (await locks.acquire('begin')).release();
    const [first] = nodes;
    const disk = first?.engine.fork();
    const held = await locks.acquire('a', { ttlMs: 2_000 });
    await pass(truth, 10);
    if (disk !== undefined) first?.restartWith(disk);
    expect(first?.holder('a')).toBeNull();
    expect((await locks.acquire('b')).verdicts[0]?.kind).toBe('quarantined');
    await pass(truth, 2_100, 50);
    const later = await timed(truth, locks.acquire('c', { waitMs: 1_000 }), 10);
    await pass(truth, 500, 50);
    const last = await locks.acquire('d');
    expect(later.value).toBeInstanceOf(Lock);
    expect(last.verdicts[0]?.kind).toBe('granted');
    expect(last.token).toBeGreaterThan(held.token);
  });

  it('begins again with all others when all have, soon after they began: with larger tokens', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const before = await client(SHORT).acquire('a');
    await pass(truth, 10);
    for (const node of nodes) node.restartEmpty();
    const { value } = await timed(truth, client(SHORT).acquire('a'));
    expect((value as Lock).token).toBeGreaterThan(before.token);
  });

  it('comes back when all have: after the longest lock, with larger tokens', async () => {
    const { nodes, truth, client } = quorumFixture(3);
    const locks = client({ ...SHORT, restart: 'run-id' });
    const held = await locks.acquire('a');
    await pass(truth, 10);
    for (const node of nodes) node.restartWith(node.engine.fork());
    const { value, tookMs } = await timed(truth, locks.acquire('b', { waitMs: 10_000 }), 10);
    expect(tookMs).toBeGreaterThan(1_900);
    expect(tookMs).toBeLessThan(4_000);
    expect((value as Lock).token).toBeGreaterThan(held.token);
  });
});
