/**
 * Differential rows: the same scenario on our engine and on redis-server, compared byte for byte.
 * A scenario is a list of requests on one connection after FLUSHALL; it runs in RESP2 and in RESP3.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ByteString, bytes } from '../../src/base/bytes.ts';
import { Engine } from '../../src/redis.ts';
import { ReplyWriter } from '../../src/wire/encoder.ts';
import { canonical, type Oracle, type Order, oracleAvailable, RawConnection, startOracle } from './oracle.ts';
import { FrameScanner } from './resp-frame.ts';

/** How a request's replies are compared. */
export interface Step {
  readonly argv: readonly (string | number)[];
  /** The server gives no order: elements are sorted before comparing. */
  readonly unordered?: Order;
  /** Only that both answer with the same first byte (random values, clocks). */
  readonly sameShape?: boolean;
}

export type Request = string | Step;
export type Scenario = readonly [title: string, ...requests: Request[]];

/** Marks a request whose reply has no order. A text request is split at spaces; '' stands for an empty argument. */
export function unordered(request: string, kind: Order = 'unordered'): Step {
  return { argv: words(request), unordered: kind };
}

/** Marks a request of which only the kind of the reply can be compared. */
export function sameShape(request: string): Step {
  return { argv: words(request), sameShape: true };
}

/** A request given word by word, for arguments with spaces or any bytes. */
export function exact(...argv: readonly (string | number)[]): Step {
  return { argv };
}

/** Requests that stand in one text, parted by ` | ` or line ends: long scenarios stay short on the page. */
export function inTurn(text: string): readonly string[] {
  return text.split(/\s*(?: \| |\n)\s*/).filter((request) => request.trim() !== '');
}

function words(request: string): string[] {
  return request.split(' ').map((word) => (word === "''" ? '' : word));
}

/** Runs every scenario against both servers, in both protocols. */
export function differential(family: string, scenarios: readonly Scenario[]): void {
  describe.skipIf(!oracleAvailable)(`${family} answers as redis-server does (needs redis-server)`, () => {
    let oracle: Oracle | undefined;
    beforeAll(async () => {
      oracle = await startOracle(['--enable-debug-command', 'yes']);
    });
    afterAll(() => oracle?.stop());
    for (const [title, ...requests] of scenarios)
      for (const resp of [2, 3] as const)
        it(`${title} (RESP${resp})`, async () => {
          const theirs = await RawConnection.connect((oracle as Oracle).port);
          try {
            await compareAll(theirs, requests, resp);
          } finally {
            theirs.close();
          }
        });
  });
}

async function compareAll(theirs: RawConnection, requests: readonly Request[], resp: 2 | 3): Promise<void> {
  const engine = new Engine();
  const ours = new OurConnection(engine);
  await theirs.call('FLUSHALL');
  if (resp === 3) {
    await theirs.call('HELLO', '3');
    ours.call(['HELLO', '3']);
  }
  for (const request of requests) {
    const step: Step = typeof request === 'string' ? { argv: words(request) } : request;
    const argv = step.argv.map(String);
    const actual = await ours.callToEnd(argv);
    let expected = await theirs.call(...argv);
    for (let more = frameCount(actual) - 1; more > 0; more--) expected += await theirs.read(argv.join(' '));
    expect(compared(actual, step), argv.join(' ')).toEqual(compared(expected, step));
  }
}

/** Replies that a request has, one after another: SUBSCRIBE confirms each channel apart. */
function frameCount(raw: string): number {
  const scanner = new FrameScanner();
  scanner.feed(raw);
  let count = 0;
  while (scanner.rest !== '' && scanner.next() !== undefined) count++;
  return count;
}

function compared(raw: string, step: Step): string {
  if (step.sameShape) return raw.slice(0, 1);
  return step.unordered ? canonical(raw, step.unordered) : raw;
}

/** Our side: a session of its own on an engine, replies encoded as the wire would. */
export class OurConnection {
  readonly #engine: Engine;
  readonly #writer = new ReplyWriter();
  readonly session;
  /** What was pushed or answered late, encoded, in order. */
  readonly received: string[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
    this.session = engine.core.openSession({
      push: (reply) => this.received.push(this.#encode(reply)),
      answer: (reply) => this.received.push(this.#encode(reply)),
      close: () => {},
      describe: () => ({ addr: '127.0.0.1:1', laddr: '127.0.0.1:2', fd: 1, inputBytes: 0, outputBytes: 0 }),
    });
  }

  /** Runs a request; the raw reply, or '' when it waits. */
  call(argv: readonly string[]): string {
    const words = argv.map(bytes) as ByteString[];
    const found = this.#engine.core.commands.get((words[0] as string).toLowerCase());
    const reply = this.#engine.core.executor.execute(this.session, found, words);
    return reply === undefined ? '' : this.#encode(reply);
  }

  /** Runs a request; where its script is held because it takes long, what is answered once it is over. */
  async callToEnd(argv: readonly string[]): Promise<string> {
    const before = this.received.length;
    const reply = this.call(argv);
    const { suspension } = this.#engine.core.executor;
    if (!suspension.isHeld) return reply;
    while (suspension.isHeld) await new Promise((resolve) => setImmediate(resolve));
    return this.received.splice(before).join('');
  }

  #encode(reply: Parameters<ReplyWriter['write']>[0]): string {
    this.#writer.reset();
    this.#writer.write(reply, this.session.resp);
    return this.#writer.view().latin1Slice();
  }
}
