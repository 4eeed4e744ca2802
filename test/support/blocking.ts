/**
 * Blocking rows: several connections, the same requests in the same order on our engine and on redis-server.
 * Replies are compared byte for byte, and so is what the waiting connections receive, and after which request.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/redis.ts';
import { OurConnection } from './differential.ts';
import { type Oracle, oracleAvailable, RawConnection, startOracle } from './oracle.ts';
import { encodeCall } from './resp-frame.ts';

/** Requests as `A XADD s 1-1 f v`: first who sends it. `A3 …` the first time makes A speak RESP3. */
export type BlockingScenario = readonly [title: string, ...requests: string[]];

interface Peer {
  readonly ours: OurConnection;
  readonly theirs: RawConnection;
  received: number;
}

/** Runs every scenario against both servers. */
export function blockingDifferential(family: string, scenarios: readonly BlockingScenario[]): void {
  describe.skipIf(!oracleAvailable)(`${family} waits as in redis-server (needs redis-server)`, () => {
    let oracle: Oracle | undefined;
    beforeAll(async () => {
      oracle = await startOracle();
    });
    afterAll(() => oracle?.stop());
    for (const [title, ...requests] of scenarios)
      it(title, async () => {
        const stage = await Stage.open((oracle as Oracle).port);
        try {
          for (const request of requests) await stage.play(request);
          await stage.finish();
        } finally {
          stage.close();
        }
      });
  });
}

class Stage {
  readonly #engine = new Engine();
  readonly #peers = new Map<string, Peer>();
  readonly #port: number;
  readonly #control: RawConnection;

  private constructor(port: number, control: RawConnection) {
    this.#port = port;
    this.#control = control;
  }

  static async open(port: number): Promise<Stage> {
    const control = await RawConnection.connect(port);
    await control.call('FLUSHALL');
    return new Stage(port, control);
  }

  async play(request: string): Promise<void> {
    const [who = '', ...argv] = request.split(' ');
    const peer = await this.#peer(who);
    const reply = peer.ours.call(argv);
    if (reply === '') {
      peer.theirs.send(encodeCall(argv));
      await this.#untilAsManyWait();
    } else {
      expect(reply, request).toEqual(await peer.theirs.call(...argv));
    }
    for (const [name, each] of this.#peers) await compareReceived(each, `${name} after ${request}`);
  }

  /** Nobody has received anything more than ours have. */
  async finish(): Promise<void> {
    await this.#untilAsManyWait();
    for (const [name, { ours, theirs }] of this.#peers)
      if (!ours.session.isWaiting)
        expect(await theirs.call('ECHO', name)).toBe(`$1\r\n${name.charAt(0)}\r\n`);
  }

  close(): void {
    for (const { theirs } of this.#peers.values()) theirs.close();
    this.#control.close();
    void this.#engine.close();
  }

  async #peer(who: string): Promise<Peer> {
    const name = who.charAt(0);
    const known = this.#peers.get(name);
    if (known !== undefined) return known;
    const theirs = await RawConnection.connect(this.#port);
    const peer = { ours: new OurConnection(this.#engine), theirs, received: 0 };
    this.#peers.set(name, peer);
    if (!who.endsWith('3')) return peer;
    peer.ours.call(['HELLO', '3']);
    await theirs.call('HELLO', '3');
    return peer;
  }

  async #untilAsManyWait(): Promise<void> {
    const waiting = [...this.#peers.values()].filter(({ ours }) => ours.session.isWaiting).length;
    let seen = '';
    for (let attempt = 0; attempt < 200; attempt++) {
      seen = /blocked_clients:(\d+)/.exec(await this.#control.call('INFO', 'clients'))?.[1] ?? '';
      if (seen === String(waiting)) return;
    }
    throw new Error(`${waiting} of ours wait, of theirs ${seen}`);
  }
}

async function compareReceived(peer: Peer, purpose: string): Promise<void> {
  for (; peer.received < peer.ours.received.length; peer.received++)
    expect(peer.ours.received[peer.received], purpose).toEqual(await peer.theirs.read(purpose));
}
