/** What can be seen of locks from outside: channels, counters. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { QuorumLocks } from '../../../src/redlock/quorum-locks.ts';
import { LOCK_CHANNELS, type LockEvent } from '../../../src/redlock/witness/event.ts';
import { pass, quorumFixture, settled, timed } from '../../support/quorum.ts';

/** Runs a story with an ear on every channel. */
async function heard(story: (fixture: ReturnType<typeof quorumFixture>) => Promise<unknown>) {
  const events: LockEvent[] = [];
  const listen = (event: unknown) => void events.push(event as LockEvent);
  const fixture = quorumFixture(3);
  await (await fixture.client().acquire('begin')).release();
  await settled();
  for (const name of Object.values(LOCK_CHANNELS)) subscribe(name, listen);
  try {
    await story(fixture);
    await settled();
  } finally {
    for (const name of Object.values(LOCK_CHANNELS)) unsubscribe(name, listen);
  }
  return events;
}

function brief(event: LockEvent): string {
  switch (event.kind) {
    case 'round':
      return `round ${event.attempt} ${event.outcome}`;
    case 'refusal':
      return `refusal ${event.reason} after ${event.attempts}`;
    case 'extension':
      return `extension ${event.outcome}`;
    case 'loss':
      return `loss ${event.reason}`;
    case 'release':
      return `release ${event.wasHeld ? 'held' : 'gone'}${event.hadEnded ? ' late' : ''}`;
    case 'grant':
      return `grant after ${event.attempts}`;
  }
}

describe('the channels', () => {
  it('tell of a lock from its round to its release, with what each instance said', async () => {
    let value = '';
    const events = await heard(async ({ client, truth }) => {
      const lock = await client().acquire(['b', 'a'], { ttlMs: 1_000 });
      value = lock.value;
      await pass(truth, 40);
      await lock.extend();
      await lock.release();
    });
    expect(events.map(brief)).toEqual(['round 1 won', 'grant after 1', 'extension extended', 'release held']);
    const token = expect.any(Number);
    const common = { resources: ['a', 'b'], value, token };
    expect(events[0]).toMatchObject({ ...common, tookMs: 0 });
    expect(events[0]).toHaveProperty('verdicts.0', { instance: 'node-1', kind: 'granted', token });
    expect(events[1]).toMatchObject({ ...common, waitedMs: 0, validityMs: 988 });
    expect(events[2]).toMatchObject({ ...common, validityMs: 988, tookMs: 0 });
    expect(events[3]).toMatchObject({ ...common, heldMs: 40 });
    expect(events[3]).toHaveProperty('verdicts.0', { instance: 'node-1', kind: 'released' });
  });

  it('tell of refusals: held by another, given up, queued', async () => {
    const events = await heard(async ({ client, truth }) => {
      const locks = client();
      await locks.acquire('a', { ttlMs: 60_000 });
      await client().tryAcquire('a');
      const abort = new AbortController();
      const waiting = client()
        .acquire('a', { signal: abort.signal })
        .catch(() => {});
      await pass(truth, 50);
      abort.abort();
      await waiting;
      await timed(
        truth,
        locks.acquire('a', { waitMs: 5 }).catch(() => {}),
      );
    });
    expect(events.map(brief).filter((line) => line.startsWith('refusal'))).toEqual([
      'refusal refused after 1',
      'refusal aborted after 2',
      'refusal queued after 0',
    ]);
    const refusal = events.find(({ kind }) => kind === 'refusal');
    expect(refusal).toHaveProperty('verdicts.0.kind', 'held');
  });

  it('tell of losses once: by the clock, and by a quorum', async () => {
    const events = await heard(async ({ client, nodes, truth }) => {
      const late = await client().acquire('a', { ttlMs: 100 });
      await pass(truth, 120);
      await late.release();
      const lost = await client().acquire('b', { ttlMs: 1_000 });
      for (const { engine } of nodes) engine.call('DEL', 'lock:{b}');
      await lost.extend().catch(() => {});
    });
    expect(
      events.map(brief).filter((line) => !line.startsWith('round') && !line.startsWith('grant')),
    ).toEqual(['loss expired', 'release gone late', 'loss lost', 'extension lost']);
    expect(events.find(({ kind }) => kind === 'loss')).toMatchObject({ resources: ['a'], heldMs: 97 });
  });
});

describe('the counters', () => {
  it('can be read without any listener', async () => {
    const { client, truth } = quorumFixture(3);
    const locks: QuorumLocks = client();
    const first = await locks.acquire('a', { ttlMs: 1_000 });
    await first.extend();
    await locks.tryAcquire('a');
    expect(locks.counters).toMatchObject({ grants: 1, extensions: 1, refusals: 1, held: 1, losses: 0 });
    await first.release();
    await locks.acquire('b', { ttlMs: 50 });
    await pass(truth, 60);
    const { rounds, ...others } = locks.counters;
    expect(others).toEqual({ grants: 2, extensions: 1, refusals: 1, releases: 1, losses: 1, held: 0 });
    expect(rounds).toBeGreaterThanOrEqual(3);
  });
});
