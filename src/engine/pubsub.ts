/**
 * Pub/sub: who listens to which channel or pattern, and the delivery of messages to them.
 */
import { type ByteString, bytes } from '../base/bytes.ts';
import { Push } from '../base/reply.ts';
import { compileGlob } from '../structs/glob.ts';
import type { Session } from './session.ts';

interface PatternSubscription {
  readonly matches: (channel: ByteString) => boolean;
  readonly sessions: Set<Session>;
}

const MESSAGE = bytes('message');
const PATTERN_MESSAGE = bytes('pmessage');
const SHARD_MESSAGE = bytes('smessage');

export class PubSub {
  readonly #channels = new Map<ByteString, Set<Session>>();
  readonly #shardChannels = new Map<ByteString, Set<Session>>();
  readonly #patterns = new Map<ByteString, PatternSubscription>();

  /** Each returns false when the session was (or was not) subscribed already. */
  subscribe(session: Session, channel: ByteString): boolean {
    return join(this.#channels, session.channels, session, channel);
  }

  unsubscribe(session: Session, channel: ByteString): boolean {
    return leave(this.#channels, session.channels, session, channel);
  }

  subscribeShard(session: Session, channel: ByteString): boolean {
    return join(this.#shardChannels, session.shardChannels, session, channel);
  }

  unsubscribeShard(session: Session, channel: ByteString): boolean {
    return leave(this.#shardChannels, session.shardChannels, session, channel);
  }

  subscribePattern(session: Session, pattern: ByteString): boolean {
    if (session.patterns.has(pattern)) return false;
    session.patterns.add(pattern);
    session.refreshGuard();
    const known = this.#patterns.get(pattern);
    if (known !== undefined) known.sessions.add(session);
    else this.#patterns.set(pattern, { matches: compileGlob(pattern), sessions: new Set([session]) });
    return true;
  }

  unsubscribePattern(session: Session, pattern: ByteString): boolean {
    if (!session.patterns.delete(pattern)) return false;
    session.refreshGuard();
    const known = this.#patterns.get(pattern);
    known?.sessions.delete(session);
    if (known?.sessions.size === 0) this.#patterns.delete(pattern);
    return true;
  }

  /** Forgets a session that is leaving. */
  drop(session: Session): void {
    for (const channel of [...session.channels]) this.unsubscribe(session, channel);
    for (const channel of [...session.shardChannels]) this.unsubscribeShard(session, channel);
    for (const pattern of [...session.patterns]) this.unsubscribePattern(session, pattern);
  }

  /** Delivers a message; returns how many deliveries were made. */
  publish(channel: ByteString, message: ByteString): number {
    let receivers = 0;
    for (const session of this.#channels.get(channel) ?? []) {
      session.door.push(new Push([MESSAGE, channel, message]));
      receivers++;
    }
    for (const [pattern, { matches, sessions }] of this.#patterns) {
      if (!matches(channel)) continue;
      for (const session of sessions) {
        session.door.push(new Push([PATTERN_MESSAGE, pattern, channel, message]));
        receivers++;
      }
    }
    return receivers;
  }

  publishShard(channel: ByteString, message: ByteString): number {
    const sessions = this.#shardChannels.get(channel);
    for (const session of sessions ?? []) session.door.push(new Push([SHARD_MESSAGE, channel, message]));
    return sessions?.size ?? 0;
  }

  channelNames(): readonly ByteString[] {
    return [...this.#channels.keys()];
  }

  shardChannelNames(): readonly ByteString[] {
    return [...this.#shardChannels.keys()];
  }

  subscriberCount(channel: ByteString): number {
    return this.#channels.get(channel)?.size ?? 0;
  }

  shardSubscriberCount(channel: ByteString): number {
    return this.#shardChannels.get(channel)?.size ?? 0;
  }

  get patternCount(): number {
    return this.#patterns.size;
  }
}

function join(
  channels: Map<ByteString, Set<Session>>,
  own: Set<ByteString>,
  session: Session,
  channel: ByteString,
): boolean {
  if (own.has(channel)) return false;
  own.add(channel);
  session.refreshGuard();
  const sessions = channels.get(channel);
  if (sessions === undefined) channels.set(channel, new Set([session]));
  else sessions.add(session);
  return true;
}

function leave(
  channels: Map<ByteString, Set<Session>>,
  own: Set<ByteString>,
  session: Session,
  channel: ByteString,
): boolean {
  if (!own.delete(channel)) return false;
  session.refreshGuard();
  const sessions = channels.get(channel);
  sessions?.delete(session);
  if (sessions?.size === 0) channels.delete(channel);
  return true;
}
