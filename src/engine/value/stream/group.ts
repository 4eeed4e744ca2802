/**
 * Consumer groups: how far a group has read, its consumers, and what was delivered and not acknowledged.
 * Every Nack stands in two lists, the group's and its consumer's; only this file moves them.
 */
import type { ByteString } from '../../../base/bytes.ts';
import type { StreamId, Uint64 } from '../../../structs/stream-id.ts';
import { NameList } from './name-list.ts';
import { Nack, PendingList } from './pending-list.ts';

/** One reader of a group. */
export class Consumer {
  readonly name: ByteString;
  /** When it was last named by a command, ms since the epoch. */
  seenAtMs: number;
  readonly pending = new PendingList();

  constructor(name: ByteString, seenAtMs: number) {
    this.name = name;
    this.seenAtMs = seenAtMs;
  }
}

export class ConsumerGroup {
  readonly name: ByteString;
  /** The last entry that was delivered to anyone. */
  lastId: StreamId;
  /** How many entries the group has read since the first ever; undefined where that is not known. */
  entriesRead: Uint64 | undefined;
  readonly pending = new PendingList();
  readonly consumers = new NameList<Consumer>();

  constructor(name: ByteString, lastId: StreamId, entriesRead: Uint64 | undefined) {
    this.name = name;
    this.lastId = lastId;
    this.entriesRead = entriesRead;
  }

  /** Creates a consumer whose name is free. */
  addConsumer(name: ByteString, nowMs: number): Consumer {
    const consumer = new Consumer(name, nowMs);
    this.consumers.add(consumer);
    return consumer;
  }

  /** Removes a consumer with all that it has pending; gives it back, or undefined when it is not there. */
  removeConsumer(name: ByteString): Consumer | undefined {
    const consumer = this.consumers.remove(name);
    if (consumer === undefined) return undefined;
    for (const nack of consumer.pending) this.pending.remove(nack);
    return consumer;
  }

  /** Notes that an entry goes to a consumer for the first time, whoever had it before (XGROUP SETID goes back). */
  deliver(id: StreamId, consumer: Consumer, nowMs: number): Nack {
    const held = this.pending.get(id);
    if (held === undefined) return this.enlist(id, consumer, nowMs);
    this.assign(held, consumer);
    held.deliveredAtMs = nowMs;
    held.deliveryCount = 1;
    return held;
  }

  /** Makes an entry pending that is not. */
  enlist(id: StreamId, consumer: Consumer, deliveredAtMs: number, deliveryCount: Uint64 = 1): Nack {
    const nack = new Nack(id, consumer, deliveredAtMs, deliveryCount);
    this.pending.add(nack);
    consumer.pending.add(nack);
    return nack;
  }

  /** Hands a pending entry to a consumer. */
  assign(nack: Nack, consumer: Consumer): void {
    if (nack.consumer === consumer) return;
    nack.consumer.pending.remove(nack);
    consumer.pending.add(nack);
    nack.consumer = consumer;
  }

  /** An entry is pending no more; false when it was not. */
  acknowledge(id: StreamId): boolean {
    const nack = this.pending.remove(id);
    nack?.consumer.pending.remove(nack);
    return nack !== undefined;
  }

  /** A deep copy. */
  clone(): ConsumerGroup {
    const copy = new ConsumerGroup(this.name, this.lastId, this.entriesRead);
    for (const consumer of this.consumers) {
      const twin = copy.addConsumer(consumer.name, consumer.seenAtMs);
      for (const nack of consumer.pending) {
        const same = new Nack(nack, twin, nack.deliveredAtMs, nack.deliveryCount);
        twin.pending.add(same);
        copy.pending.add(same);
      }
    }
    return copy;
  }
}
