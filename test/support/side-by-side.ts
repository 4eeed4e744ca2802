/**
 * Several connections to our engine and to redis-server at once: what each of them receives, and when,
 * is compared after every step. For blocking order and for keyspace events.
 */
import { expect } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from './differential.ts';
import { type Oracle, RawConnection } from './oracle.ts';
import { encodeCall } from './resp-frame.ts';

/** A connection's name (made when first used), and what it sends, split at spaces. */
export type Move = readonly [connection: string, request: string];

/** How long a reply that should not be there is waited for at the end, ms. */
const QUIET_MS = 20;

interface Pair {
  readonly ours: OurConnection;
  readonly theirs: RawConnection;
  /** Our side waits in a blocking command. */
  waits: boolean;
}

/** Makes the moves one by one on both sides; every reply and push must be the same, after the same move. */
export async function sideBySide(oracle: Oracle, moves: readonly Move[]): Promise<void> {
  const engine = new Engine();
  const pairs = new Map<string, Pair>();
  try {
    for (const [name, request] of [['', 'FLUSHALL'] as const, ...moves]) {
      const mover = pairs.get(name) ?? (await connect(engine, oracle, pairs, name));
      const argv = request.split(' ');
      const reply = mover.ours.call(argv);
      mover.waits = reply === '';
      const received = [...pairs].flatMap(([other, pair]) => takeReceived(other, pair));
      if (mover.waits) mover.theirs.send(encodeCall(argv));
      else
        expect(comparable(reply, request), request).toBe(
          comparable(await mover.theirs.call(...argv), request),
        );
      for (const { pair, other, frame } of received)
        expect(`${other}: ${frame}`, `after ${request}`).toBe(`${other}: ${await pair.theirs.read(request)}`);
      if (mover.waits) await settled(pairs);
    }
    for (const [name, pair] of pairs) await expectSilence(name, pair);
  } finally {
    for (const { theirs } of pairs.values()) theirs.close();
  }
}

/** HELLO tells the connection's number, of which only the kind of the reply can be the same. */
function comparable(reply: string, request: string): string {
  return request.startsWith('HELLO') ? reply.slice(0, 1) : reply;
}

async function connect(
  engine: Engine,
  oracle: Oracle,
  pairs: Map<string, Pair>,
  name: string,
): Promise<Pair> {
  const theirs = await RawConnection.connect(oracle.port);
  const pair = { ours: new OurConnection(engine), theirs, waits: false };
  pairs.set(name, pair);
  return pair;
}

function takeReceived(other: string, pair: Pair): { pair: Pair; other: string; frame: string }[] {
  const frames = pair.ours.received.splice(0);
  if (frames.length > 0) pair.waits = false;
  return frames.map((frame) => ({ pair, other, frame }));
}

/** Two sockets are not read in the order of writing: a call on another shows that the server is past ours. */
async function settled(pairs: Map<string, Pair>): Promise<void> {
  const free = [...pairs.values()].find((pair) => !pair.waits);
  for (let i = 0; i < 2; i++) await free?.theirs.call('PING');
}

async function expectSilence(name: string, { theirs, waits }: Pair): Promise<void> {
  if (!waits) {
    expect(await theirs.call('PING'), `${name} has received more than we say`).toMatch(/PONG|pong/);
    return;
  }
  const silence = new Promise<string>((resolve) => setTimeout(() => resolve('silence'), QUIET_MS));
  const early = theirs.read('silence').catch(() => 'silence');
  expect(await Promise.race([silence, early]), `${name} should wait`).toBe('silence');
}
