/**
 * ReplyLog: stands between a script and its host. While a run may still be made again in another form, it keeps
 * what commands have answered; when it is made again, the same answers come from here, and no command runs twice.
 */
import type { ByteString } from '../../base/bytes.ts';
import { MapReply, type Reply, SetReply } from '../../base/reply.ts';
import type { ScriptHost } from '../host.ts';

/** Fuel for a command; its reply takes more by its size. */
const COMMAND_FUEL = 16;
const ELEMENT_FUEL = 4;

interface Meter {
  charge(units: number): void;
}

const NOTHING: readonly Reply[] = [];

export class ReplyLog implements ScriptHost {
  readonly #host: ScriptHost;
  /** Whose fuel commands take. What it throws ends or switches the run, and by then the reply has been kept. */
  meter: Meter = { charge() {} };
  #isRecording = false;
  #replies: Reply[] = [];
  /** What is left to be answered again, and how often redis.log has been called already. */
  #again: readonly Reply[] = NOTHING;
  #next = 0;
  #logged = 0;

  constructor(host: ScriptHost) {
    this.#host = host;
  }

  /** Begins a run: `recording` if it may have to be made again. */
  begin(mode: 'live' | 'recording'): void {
    this.#isRecording = mode === 'recording';
    this.#again = NOTHING;
    this.#logged = 0;
    if (this.#replies.length > 0) this.#replies = [];
  }

  /** The run is made again: what was answered is answered once more, the rest for real. */
  replay(): void {
    this.#isRecording = false;
    this.#again = this.#replies;
    this.#replies = [];
    this.#next = 0;
  }

  call(argv: readonly ByteString[], resp: 2 | 3): Reply {
    if (this.#again !== NOTHING) return this.#repeat(argv, resp);
    const reply = this.#host.call(argv, resp);
    if (this.#isRecording) this.#replies.push(reply);
    this.meter.charge(
      typeof reply === 'string' ? COMMAND_FUEL + (reply.length >> 4) : COMMAND_FUEL + weigh(reply),
    );
    return reply;
  }

  mayCall(argv: readonly ByteString[]): boolean | undefined {
    return this.#host.mayCall(argv);
  }

  setReplication(flags: number): void {
    this.#host.setReplication(flags);
  }

  log(level: number, message: ByteString): void {
    if (this.#isRecording) this.#logged++;
    else if (this.#logged > 0) {
      this.#logged--;
      return;
    }
    this.#host.log(level, message);
  }

  monotonicMs(): number {
    return this.#host.monotonicMs();
  }

  random(): number {
    return this.#host.random();
  }

  #repeat(argv: readonly ByteString[], resp: 2 | 3): Reply {
    if (this.#next === this.#again.length) {
      this.#again = NOTHING;
      return this.call(argv, resp);
    }
    const reply = this.#again[this.#next++] as Reply;
    this.meter.charge(COMMAND_FUEL + weigh(reply));
    return reply;
  }
}

/** Fuel for a reply by its size, one unit for 16 bytes. */
function weigh(reply: Reply): number {
  if (typeof reply === 'string') return reply.length >> 4;
  if (Array.isArray(reply)) return weighAll(reply);
  if (reply instanceof MapReply) return weighAll(reply.flat);
  return reply instanceof SetReply ? weighAll(reply.items) : 0;
}

function weighAll(replies: readonly Reply[]): number {
  let weight = replies.length * ELEMENT_FUEL;
  for (let i = 0; i < replies.length; i++) weight += weigh(replies[i] as Reply);
  return weight;
}
