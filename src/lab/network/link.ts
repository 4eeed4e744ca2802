/**
 * The link between one client and one instance, as TCP shows itself: bytes of a connection arrive in order or not
 * at all; what is lost comes late; a partition holds everything back; a reset loses what is under way to the client,
 * and what is under way to the instance still arrives, though nobody waits for an answer. It
 * carries anything that can be delivered and knows neither scripts nor sockets.
 */
import type { Recorder } from '../run/recorder.ts';
import type { Chance } from '../world/chance.ts';
import type { Machine } from '../world/machine.ts';

/** To the instance, or from it. */
export type Way = 'to' | 'from';

/** How links are when nothing befalls them. */
export interface LinkQuality {
  /** One way, µs. */
  readonly leastUs: number;
  readonly mostUs: number;
  /** Share of messages that TCP must send again. */
  readonly lossShare: number;
  /** 1: each message is under way for a time of its own. Below: so much of the range, about a time of the link's own. */
  readonly jitterShare: number;
}

/** What TCP waits before it sends again. */
const RETRANSMIT_US = 200_000;
/** Times that one message is lost at most. */
const MAX_LOSSES = 4;
/** Round trips of a handshake. */
const HANDSHAKE = 2;

const NEVER_LATE = () => 0;

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
  readonly #lateUs: () => number;
  /** The shortest and the longest that a message is under way. */
  readonly #range: readonly [number, number];
  #slowerUs = 0;
  #lossShare: number;

  /** @param tools `lateUs` is asked of each message that is sent: how much later it is than the link would have it */
  constructor(
    ends: LinkEnds,
    quality: LinkQuality,
    tools: { recorder: Recorder; chance: Chance; lateUs?: () => number },
  ) {
    this.#lateUs = tools.lateUs ?? NEVER_LATE;
    this.#ends = ends;
    this.recorder = tools.recorder;
    this.#chance = tools.chance;
    this.#quality = quality;
    this.#lossShare = quality.lossShare;
    this.#range = rangeOf(quality, tools.chance);
  }

  get ends(): LinkEnds {
    return this.#ends;
  }

  /** The client's process is another from now on; the connections of the old one are cut. */
  rebind(client: Machine): void {
    this.cut();
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
    const wasSlow = this.#slowerUs > 0;
    const isFaulty = this.#blocked.to || this.#blocked.from || wasSlow;
    this.#lossShare = this.#quality.lossShare;
    if (!isFaulty) return;
    this.#blocked.to = false;
    this.#blocked.from = false;
    this.#slowerUs = 0;
    this.#write({ kind: 'heal' });
    for (const connection of this.#connections) {
      if (wasSlow) connection.hurry();
      connection.sendAgain();
    }
  }

  /** Every connection is gone for the client. */
  reset(): void {
    this.#write({ kind: 'reset' });
    this.cut();
  }

  /** As `reset`, for a reason that the history has already. */
  cut(): void {
    for (const connection of [...this.#connections]) connection.cut();
  }

  /** The instance is gone: every connection, with all that was under way. */
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
    let underWayUs = this.#chance.whole(...this.#range) + this.#slowerUs;
    for (let i = 0; i < MAX_LOSSES && this.#chance.happens(this.#lossShare); i++)
      underWayUs += RETRANSMIT_US << i;
    return underWayUs;
  }

  /** How much later than that the message is that is sent now: it alone finds its link slow. */
  lateUs(): number {
    const byUs = this.#lateUs();
    if (byUs > 0) {
      this.#write({ kind: 'delay', byUs });
      this.#write({ kind: 'heal' });
    }
    return byUs;
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
  /** In the order in which they were sent. */
  readonly #underWay = new Set<Message>();
  #afterArrival: (() => void) | undefined;
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
    const lateUs = this.#link.lateUs();
    if (!recorder.writesMessages) {
      this.#pass(message, lateUs);
      return;
    }
    const number = recorder.nextMessage();
    const text = message.text();
    this.#write('sent', { number, text, way: message.way });
    const deliver = () => {
      this.#write('delivered', { number, text, way: message.way });
      message.deliver();
    };
    this.#pass({ ...message, deliver }, lateUs);
  }

  sendAgain(): void {
    for (const message of this.#heldBack.splice(0)) this.#pass(message, RETRANSMIT_US);
  }

  /** What is under way was held up by a slow link that is slow no more: it arrives as if it were sent now. */
  hurry(): void {
    if (!this.#isOpen) return;
    const messages = [...this.#underWay];
    this.#underWay.clear();
    const { nowUs } = this.#link.recorder;
    this.#lastAtUs.to = Math.min(this.#lastAtUs.to, nowUs);
    this.#lastAtUs.from = Math.min(this.#lastAtUs.from, nowUs);
    for (const message of messages) this.#plan({ ...message }, this.#link.drawUs());
  }

  /** Ends it from this side: what is under way is lost, and nobody is called. */
  close(): void {
    this.#isOpen = false;
    this.#heldBack.length = 0;
    this.#underWay.clear();
    this.#link.forget(this);
    const happen = this.#afterArrival;
    this.#afterArrival = undefined;
    happen?.();
  }

  /** Ends it from outside. */
  end(): void {
    const wasOpen = this.#isOpen;
    this.close();
    if (wasOpen) this.#onClose();
  }

  /** Ends it for the client; what it has sent before goes on. */
  cut(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#heldBack.length = 0;
    for (const message of this.#underWay) if (message.way === 'from') this.#underWay.delete(message);
    if (this.#underWay.size === 0) this.close();
    this.#onClose();
  }

  /** Happens once all that was sent to the instance before a cut has arrived, or is lost with it. */
  afterArrival(happen: () => void): void {
    if (this.#underWay.size === 0) happen();
    else this.#afterArrival = happen;
  }

  #pass(message: Message, laterUs = 0): void {
    const { way } = message;
    if (!this.#isOpen) return;
    if (this.#link.isBlocked(way)) {
      this.#heldBack.push(message);
      return;
    }
    this.#plan(message, laterUs + this.#link.drawUs());
  }

  #plan(message: Message, afterUs: number): void {
    const { way } = message;
    const nowUs = this.#link.recorder.nowUs;
    // One microsecond apart: a tie in time would be broken by chance, and order lost.
    const atUs = Math.max(nowUs + afterUs, this.#lastAtUs[way] + 1);
    this.#lastAtUs[way] = atUs;
    const { client, instance } = this.#link.ends;
    this.#underWay.add(message);
    (way === 'to' ? instance : client).after(atUs - nowUs, () => {
      if (!this.#underWay.delete(message)) return;
      message.deliver();
      if (!this.#isOpen && this.#underWay.size === 0) this.close();
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

/** Where a link is steady, near ones stay near and far ones far. */
function rangeOf({ leastUs, mostUs, jitterShare }: LinkQuality, chance: Chance): readonly [number, number] {
  if (jitterShare === 1) return [leastUs, mostUs];
  const ownUs = chance.whole(leastUs, mostUs);
  return [
    Math.round(ownUs - jitterShare * (ownUs - leastUs)),
    Math.round(ownUs + jitterShare * (mostUs - ownUs)),
  ];
}
