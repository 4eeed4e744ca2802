/** A quorum is asked at once, the spares a moment later: who that is, and that they miss nothing. */
import { describe, expect, it } from 'vitest';
import { Lock } from '../../src/redlock/lock.ts';
import { type Node, pass, type QuorumFixture, quorumFixture, settled, timed } from '../support/quorum.ts';

const QUORUM_FIRST = { spareAfterMs: 2 } as const;

async function begun(instances: number): Promise<QuorumFixture> {
  const quorum = quorumFixture(instances);
  await (await quorum.client().acquire('begin')).release();
  await settled();
  for (const node of quorum.nodes) node.arrived.length = 0;
  return quorum;
}

function asked(nodes: readonly Node[], script: string): readonly number[] {
  return nodes.flatMap(({ arrived }, index) => (arrived.includes(script) ? [index] : []));
}

describe('a quorum is asked first', () => {
  it('and a lock that is short costs the others nothing', async () => {
    const { nodes, client } = await begun(5);
    const lock = await client(QUORUM_FIRST).acquire('a');
    expect(lock.verdicts.map(({ kind }) => kind).sort()).toEqual([
      ...['granted', 'granted', 'granted'],
      ...['unanswered', 'unanswered'],
    ]);
    const { wasHeld, verdicts } = await lock.release();
    await settled();
    expect([wasHeld, verdicts.filter(({ kind }) => kind === 'not-asked').length]).toEqual([true, 2]);
    expect(asked(nodes, 'acquire')).toHaveLength(3);
    expect(asked(nodes, 'release')).toEqual(asked(nodes, 'acquire'));
  });

  it('and a lock that lasts is brought to all, with its token, and released at all', async () => {
    const { nodes, truth, client } = await begun(5);
    const lock = await client(QUORUM_FIRST).acquire('a', { ttlMs: 10_000 });
    await pass(truth, 11);
    expect(nodes.map((node) => node.holder('a'))).toEqual(Array(5).fill(`${lock.value}|${lock.token}`));
    await lock.release();
    await settled();
    expect(nodes.map((node) => node.holder('a'))).toEqual(Array(5).fill(null));
  });

  it('by all clients the same for one resource, and another for another', async () => {
    const { nodes, client } = await begun(5);
    const firsts = new Set<string>();
    for (let i = 0; i < 16; i++) {
      for (const node of nodes) node.arrived.length = 0;
      await (await client(QUORUM_FIRST).acquire(`r${i}`)).release();
      const mine = asked(nodes, 'acquire').join();
      for (const node of nodes) node.arrived.length = 0;
      await (await client(QUORUM_FIRST).acquire(`r${i}`)).release();
      expect(asked(nodes, 'acquire').join()).toBe(mine);
      firsts.add(mine);
    }
    expect(firsts.size).toBe(5);
  });
});

describe('an instance that keeps a round waiting', () => {
  it('holds it up for a moment once, and is not asked first again until it answers', async () => {
    const { nodes, truth, client } = await begun(5);
    const locks = client(QUORUM_FIRST);
    await (await locks.acquire('a')).release();
    const silent = nodes[asked(nodes, 'acquire')[0] ?? 0];
    if (silent === undefined) throw new Error('nobody was asked');
    silent.passage = () => ({ fault: 'request-lost' });
    const took: number[] = [];
    for (let i = 0; i < 4; i++) {
      const { value, tookMs } = await timed(truth, locks.acquire('a'));
      took.push(tookMs);
      if (value instanceof Lock) await timed(truth, value.release());
    }
    expect(took).toEqual([2, 0, 0, 0]);
    silent.passage = () => ({});
    silent.arrived.length = 0;
    await (await locks.acquire('a')).release();
    expect(silent.arrived).toEqual([]);
    await pass(truth, 300, 50);
    await (await locks.acquire('a')).release();
    await settled();
    expect(silent.arrived).toEqual(['acquire', 'release']);
  });

  it('does not stop a quorum from being asked: all are when too few are left', async () => {
    const { nodes, truth, client } = await begun(3);
    const locks = client(QUORUM_FIRST);
    for (const node of nodes) node.passage = () => ({ fault: 'refused' });
    await timed(
      truth,
      locks.acquire('a', { waitMs: 0 }).catch(() => {}),
    );
    for (const node of nodes) node.passage = () => ({});
    const { tookMs, value } = await timed(truth, locks.acquire('a'));
    expect([tookMs, value instanceof Lock]).toEqual([0, true]);
    expect(asked(nodes, 'acquire')).toHaveLength(3);
  });
});
