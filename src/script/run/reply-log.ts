/**
 * ReplyLog: stands between a script and its host. While a run may still be made again in another form, it keeps
 * what commands have answered; when it is made again, the same answers come from here, and no command runs twice. Nor
 * does one begin where JS's stack could end in the middle of it.
 */
import type { ByteString } from '../../base/bytes.ts';
import { MapReply, type Reply, SetReply } from '../../base/reply.ts';
import { checkStackRoom } from '../../base/stack.ts';
import type { ScriptHost } from '../host.ts';

/** Fuel for a command; its reply takes more by its size. */
const COMMAND_FUEL = 16;
const ELEMENT_FUEL = 4;

/** Replies that the next run's log has room for at once. */
const KEPT_ROOM = 1024;

/**
 * After so many calls and turns of loops the stack is looked at before a command: so many calls within one another, of
 * 400 bytes, leave 12 KiB of STACK_ROOM to the command.
 */
const CALLS_PER_LOOK = 128;

/** A run that cannot suspend can be made again while its commands have taken so much fuel: a thousand, or 256 KiB. */
const SHORT_FUEL = 17_000;

interface Tank {
  fuel: number;
}

/**
 * What becomes of a run's replies: none is kept; all are, for it may be made again at any time; or it may be made
 * again while it is short, for then nobody else ends it.
 */
export type Keeping = 'none' | 'all' | 'short';

const NOTHING: readonly Reply[] = [];

export class ReplyLog implements ScriptHost {
  readonly #host: ScriptHost;
  /** Whose fuel commands take; that it is out is seen at the script's next call or turn of a loop. */
  tank: Tank = { fuel: 0 };
  #isRecording = false;
  /** How much more fuel commands may take until what they answer is no longer kept. */
  #room = 0;
  /** Where the tank's fuel is below it, the stack is looked at. */
  #lookAt = 0;
  /** The answers so far, and how many; the room is used again from run to run. */
  #replies: Reply[] = [];
  #count = 0;
  /** What is left to be answered again, and how often redis.log has been called already. */
  #again: readonly Reply[] = NOTHING;
  #next = 0;
  #logged = 0;

  constructor(host: ScriptHost) {
    this.#host = host;
  }

  /** Begins a run. */
  begin(keeping: Keeping): void {
    this.#isRecording = keeping !== 'none';
    this.#room = keeping === 'short' ? SHORT_FUEL : Number.MAX_SAFE_INTEGER;
    this.#lookAt = this.tank.fuel - CALLS_PER_LOOK;
    this.#again = NOTHING;
    this.#logged = 0;
  }

  /** Could all of the run be made again? */
  get canReplay(): boolean {
    return this.#isRecording;
  }

  /**
   * The run has taken a ration of fuel: how deep it is is not known any more, and the time by which its commands judge
   * expiry must not go on. (In a short run it is read when first asked for, which may be never.)
   */
  expectLength(): void {
    this.#lookAt = Number.POSITIVE_INFINITY;
    this.holdTime();
  }

  /** The run is over in its first form: nothing is kept of it. */
  forget(): void {
    if (this.#count > KEPT_ROOM) this.#replies = [];
    else for (let i = 0; i < this.#count; i++) this.#replies[i] = null;
    this.#count = 0;
  }

  /** The run is made again: what was answered is answered once more, the rest for real. */
  replay(): void {
    this.#isRecording = false;
    this.#lookAt = Number.NEGATIVE_INFINITY;
    this.#again = this.#replies.slice(0, this.#count);
    this.#next = 0;
    this.forget();
  }

  call(argv: readonly ByteString[], resp: 2 | 3): Reply {
    if (this.#again !== NOTHING) return this.#repeat(argv, resp);
    if (this.tank.fuel < this.#lookAt) this.#look();
    const reply = this.#host.call(argv, resp);
    const fuel = COMMAND_FUEL + (typeof reply === 'string' ? reply.length >> 4 : weigh(reply));
    if (this.#isRecording) this.#keep(reply, fuel);
    this.tank.fuel -= fuel;
    this.#lookAt -= fuel;
    return reply;
  }

  #look(): void {
    checkStackRoom();
    this.#lookAt = this.tank.fuel - CALLS_PER_LOOK;
  }

  #keep(reply: Reply, fuel: number): void {
    this.#replies[this.#count++] = reply;
    this.#room -= fuel;
    if (this.#room >= 0) return;
    this.forget();
    this.#isRecording = false;
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

  holdTime(): void {
    this.#host.holdTime();
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
    this.tank.fuel -= COMMAND_FUEL + weigh(reply);
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
