/**
 * The doorbell: a release publishes at each instance where it frees the lock, and who waits hears it. It
 * rings when a quorum of instances has published the same release, because earlier another round could not
 * win; or a moment after the first, because the lock need not have been everywhere, nor do we hear all.
 * Subscriptions stay for a while after their last use, so that those who meet often do not subscribe anew
 * each time. Where publishing is not to be had, `hearsQuorum` says so, and time must do.
 */
import type { Timer, World } from '../../base/world.ts';
import type { House } from '../house.ts';
import type { Unsubscribe } from '../instance/instance.ts';
import { instanceTimeoutOf } from '../option.ts';
import { sleep, type Waker } from './sleep.ts';

/** How long a subscription outlives its last listener. */
const LINGER_MS = 5_000;
/** From the first word of a release to the ring, if no quorum says it. */
const FEW_HEARD_MS = 3;
/** Releases heard of by less than a quorum that one ear remembers. */
const MAX_HEARD = 64;

/** One waiter's ear. */
export interface Ear extends Waker {
  /** Confirmed at a quorum: a release cannot be missed. */
  readonly hearsQuorum: boolean;
  /** Forgets the rings so far; those that come during the next round are kept for the wait after it. */
  rearm(): void;
  close(): void;
}

type Heard = (instance: number, value: string) => void;

interface Channel {
  readonly listeners: Set<Heard>;
  readonly stops: Unsubscribe[];
  readonly ready: Promise<void>;
  confirmed: number;
  linger: Timer | undefined;
  isClosed: boolean;
}

export class Doorbell {
  readonly #house: House;
  readonly #channels = new Map<string, Channel>();

  constructor(house: House) {
    this.#house = house;
  }

  /** Whether the channels are open already, so that listening takes no time and misses nothing. */
  isOpen(names: readonly string[]): boolean {
    const { votes } = this.#house.quorum;
    return names.every((name) => (this.#channels.get(name)?.confirmed ?? 0) >= votes);
  }

  /** Listens at all instances; resolves when they have confirmed, or their time is over. */
  async listen(names: readonly string[], ttlMs: number): Promise<Ear> {
    const { settings, quorum } = this.#house;
    const channels = names.map((name) => this.#open(name));
    const ear = new QuorumEar(channels, quorum.votes, settings.world, () => this.#letLinger(names));
    const ready = Promise.all(channels.map((channel) => channel.ready));
    if (!ear.hearsQuorum)
      await sleep(settings.world, instanceTimeoutOf(settings, ttlMs), undefined, once(ready));
    return ear;
  }

  /** Ends every subscription. */
  close(): void {
    for (const [name, channel] of this.#channels) this.#close(name, channel);
  }

  #open(name: string): Channel {
    const known = this.#channels.get(name);
    if (known !== undefined) {
      known.linger?.cancel();
      return known;
    }
    const { outboxes } = this.#house;
    const listeners = new Set<Heard>();
    const hear = (instance: number, value: string) => {
      for (const listener of listeners) listener(instance, value);
    };
    const subscribing = outboxes.map((outbox, index) =>
      outbox
        .subscribe(name, (value) => hear(index, value))
        .then((stop) => {
          if (stop === undefined) return;
          if (channel.isClosed) return stop();
          channel.stops.push(stop);
          channel.confirmed++;
        }),
    );
    const ready = Promise.all(subscribing).then(() => {});
    const channel: Channel = {
      listeners,
      stops: [],
      ready,
      confirmed: 0,
      linger: undefined,
      isClosed: false,
    };
    this.#channels.set(name, channel);
    return channel;
  }

  #letLinger(names: readonly string[]): void {
    for (const name of names) {
      const channel = this.#channels.get(name);
      if (channel === undefined || channel.listeners.size > 0) continue;
      channel.linger?.cancel();
      channel.linger = this.#house.settings.world.setTimer(() => this.#close(name, channel), LINGER_MS);
    }
  }

  #close(name: string, channel: Channel): void {
    channel.isClosed = true;
    channel.linger?.cancel();
    this.#channels.delete(name);
    for (const stop of channel.stops) stop();
  }
}

class QuorumEar implements Ear {
  readonly #channels: readonly Channel[];
  readonly #votes: number;
  readonly #onClose: () => void;
  readonly #world: World;
  #ringing: Timer | undefined;
  readonly #heard = new Map<string, Set<number>>();
  #isRung = false;
  #wake: (() => void) | undefined;

  constructor(channels: readonly Channel[], votes: number, world: World, onClose: () => void) {
    this.#world = world;
    this.#channels = channels;
    this.#votes = votes;
    this.#onClose = onClose;
    for (const { listeners } of channels) listeners.add(this.#hear);
  }

  get hearsQuorum(): boolean {
    return this.#channels.every(({ confirmed }) => confirmed >= this.#votes);
  }

  rearm(): void {
    this.#isRung = false;
    this.#heard.clear();
    this.#stopRinging();
  }

  onWake(wake: () => void): () => void {
    if (this.#isRung) {
      queueMicrotask(wake);
      return () => {};
    }
    this.#wake = wake;
    return () => {
      this.#wake = undefined;
    };
  }

  close(): void {
    this.#stopRinging();
    for (const { listeners } of this.#channels) listeners.delete(this.#hear);
    this.#onClose();
  }

  readonly #hear: Heard = (instance, value) => {
    if (this.#heard.size >= MAX_HEARD) this.#heard.clear();
    const at = this.#heard.get(value) ?? new Set<number>();
    this.#heard.set(value, at.add(instance));
    if (at.size >= this.#votes) this.#ring();
    else this.#ringing ??= this.#world.setTimer(() => this.#ring(), FEW_HEARD_MS, { keepsAlive: true });
  };

  #ring(): void {
    this.#stopRinging();
    this.#isRung = true;
    this.#wake?.();
  }

  #stopRinging(): void {
    this.#ringing?.cancel();
    this.#ringing = undefined;
  }
}

function once(promise: Promise<unknown>): Waker {
  return {
    onWake: (wake) => {
      promise.then(wake, wake);
      return () => {};
    },
  };
}
