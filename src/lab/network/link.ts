/**
 * The link between one client and one instance, as TCP shows itself: bytes of a connection arrive in order or not
 * at all; what is lost comes late; a partition holds everything back; a reset loses what is under way. It
 * carries anything that can be delivered and knows neither scripts nor sockets.
 */
import type { Recorder } from '../run/recorder.ts';
import type { Chance } from '../world/chance.ts';
import type { Machine } from '../world/machine.ts';

/** To the instance, or from it. */
export type Way = 'to' | 'from';

/** How a link is when nothing befalls it. */
export interface LinkQuality {
  readonly leastUs: number;
  readonly mostUs: number;
  /** Share of messages that TCP must send again. */
  readonly lossShare: number;
}

/** What TCP waits before it sends again. */
const RETRANSMIT_US = 200_000;
/** Times that one message is lost at most. */
const MAX_LOSSES = 4;
/** Round trips of a handshake. */
const HANDSHAKE = 2;

export interface Message {
  readonly way: Way;
  /** What it says, for the history. */
  readonly text: () => string;
  readonly deliver: () => void;
}

export interface LinkEnds {
  readonly client: Machine;
  readonly instance: Machine;
}

export class Link {
  readonly recorder: Recorder;
  #ends: LinkEnds;
  readonly #chance: Chance;
  readonly #quality: LinkQuality;
  readonly #connections = new Set<Connection>();
  readonly #blocked: Record<Way, boolean> = { to: false, from: false };
  #slowerUs = 0;
  #lossShare: number;

  constructor(ends: LinkEnds, quality: LinkQuality, tools: { recorder: Recorder; chance: Chance }) {
    this.#ends = ends;
    this.recorder = tools.recorder;
    this.#chance = tools.chance;
    this.#quality = quality;
    this.#lossShare = quality.lossShare;
  }

  get ends(): LinkEnds {
    return this.#ends;
  }

  /** The client's process is another from now on; the connections of the old one are gone. */
  rebind(client: Machine): void {
    this.drop();
    this.#ends = { ...this.#ends, client };
  }

  /**
   * @param onClose is called in no turn but the fault's, once, when the other side or the link ends it
   * @param handshake how many times a message's way are over before the first is sent: 0 for who shakes hands itself
   */
  open(onClose: () => void, handshake = HANDSHAKE): Connection {
    const connection = new Connection(this, onClose, handshake);
    this.#connections.add(connection);
    return connection;
  }

  isBlocked(way: Way): boolean {
    return this.#blocked[way];
  }

  /** Nothing passes that way until `heal`. */
  block(way: Way | 'both'): void {
    if (way !== 'from') this.#blocked.to = true;
    if (way !== 'to') this.#blocked.from = true;
    this.#write({ kind: 'partition', way });
  }

  /** Ends every fault of the link; what was held back is sent again. */
  heal(): void {
    const isFaulty = this.#blocked.to || this.#blocked.from || this.#slowerUs > 0;
    this.#lossShare = this.#quality.lossShare;
    if (!isFaulty) return;
    this.#blocked.to = false;
    this.#blocked.from = false;
    this.#slowerUs = 0;
    this.#write({ kind: 'heal' });
    for (const connection of this.#connections) connection.sendAgain();
  }

  /** Every connection is gone, with all that was under way. */
  reset(): void {
    this.#write({ kind: 'reset' });
    this.drop();
  }

  /** As `reset`, for a reason that the history has already. */
  drop(): void {
    for (const connection of [...this.#connections]) connection.end();
  }

  slow(byUs: number): void {
    this.#slowerUs = byUs;
    this.#write({ kind: 'delay', byUs });
  }

  lose(share: number): void {
    this.#lossShare = share;
  }

  /** How long a message is under way. */
  drawUs(): number {
    let underWayUs = this.#chance.whole(this.#quality.leastUs, this.#quality.mostUs) + this.#slowerUs;
    for (let i = 0; i < MAX_LOSSES && this.#chance.happens(this.#lossShare); i++)
      underWayUs += RETRANSMIT_US << i;
    return underWayUs;
  }

  forget(connection: Connection): void {
    this.#connections.delete(connection);
  }

  #write(
    happening:
      | { kind: 'heal' | 'reset' }
      | { kind: 'partition'; way: Way | 'both' }
      | { kind: 'delay'; byUs: number },
  ) {
    this.recorder.write({ client: this.ends.client.name, instance: this.ends.instance.name, ...happening });
  }
}

/** One connection: in order each way, until it ends. */
export class Connection {
  readonly #link: Link;
  readonly #onClose: () => void;
  readonly #lastAtUs: Record<Way, number>;
  readonly #heldBack: Message[] = [];
  #isOpen = true;

  constructor(link: Link, onClose: () => void, handshake: number) {
    this.#link = link;
    this.#onClose = onClose;
    const readyAtUs = link.recorder.nowUs + (handshake > 0 ? handshake * link.drawUs() : 0);
    this.#lastAtUs = { to: readyAtUs, from: readyAtUs };
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(message: Message): void {
    const { recorder } = this.#link;
    if (!recorder.writesMessages) {
      this.#pass(message);
      return;
    }
    const number = recorder.nextMessage();
    const text = message.text();
    this.#write('sent', { number, text, way: message.way });
    this.#pass({
      ...message,
      deliver: () => {
        this.#write('delivered', { number, text, way: message.way });
        message.deliver();
      },
    });
  }

  sendAgain(): void {
    for (const message of this.#heldBack.splice(0)) this.#pass(message, RETRANSMIT_US);
  }

  /** Ends it from this side: what is under way is lost, and nobody is called. */
  close(): void {
    this.#isOpen = false;
    this.#heldBack.length = 0;
    this.#link.forget(this);
  }

  /** Ends it from outside. */
  end(): void {
    if (!this.#isOpen) return;
    this.close();
    this.#onClose();
  }

  #pass(message: Message, laterUs = 0): void {
    const { way } = message;
    if (!this.#isOpen) return;
    if (this.#link.isBlocked(way)) {
      this.#heldBack.push(message);
      return;
    }
    const nowUs = this.#link.recorder.nowUs;
    // One microsecond apart: a tie in time would be broken by chance, and order lost.
    const atUs = Math.max(nowUs + laterUs + this.#link.drawUs(), this.#lastAtUs[way] + 1);
    this.#lastAtUs[way] = atUs;
    const { client, instance } = this.#link.ends;
    (way === 'to' ? instance : client).after(atUs - nowUs, () => {
      if (this.#isOpen) message.deliver();
    });
  }

  #write(
    kind: 'sent' | 'delivered',
    { number, text, way }: { number: number; text: string; way: Way },
  ): void {
    const { recorder, ends } = this.#link;
    recorder.write({
      kind,
      client: ends.client.name,
      instance: ends.instance.name,
      message: number,
      way,
      text,
    });
  }
}
