/**
 * SUBSCRIBE and its kin: three kinds of subscription with one shape. Each channel is confirmed by a
 * message of its own, so a request may have several replies, and they are pushes in RESP3.
 */
import { type ByteString, bytes } from '../../base/bytes.ts';
import { Push, Sequence } from '../../base/reply.ts';
import { type Argv, type CommandSpec, command, type Handler } from '../../engine/command/command.ts';
import { keyRange } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import type { Session } from '../../engine/session.ts';

interface Kind {
  readonly join: (ctx: Context, channel: ByteString) => void;
  readonly leave: (ctx: Context, channel: ByteString) => void;
  readonly own: (session: Session) => ReadonlySet<ByteString>;
  readonly count: (session: Session) => number;
}

const CHANNEL: Kind = {
  join: (ctx, channel) => ctx.core.pubsub.subscribe(ctx.session, channel),
  leave: (ctx, channel) => ctx.core.pubsub.unsubscribe(ctx.session, channel),
  own: (session) => session.channels,
  count: (session) => session.subscriptionCount,
};

const PATTERN: Kind = {
  join: (ctx, pattern) => ctx.core.pubsub.subscribePattern(ctx.session, pattern),
  leave: (ctx, pattern) => ctx.core.pubsub.unsubscribePattern(ctx.session, pattern),
  own: (session) => session.patterns,
  count: (session) => session.subscriptionCount,
};

const SHARD: Kind = {
  join: (ctx, channel) => ctx.core.pubsub.subscribeShard(ctx.session, channel),
  leave: (ctx, channel) => ctx.core.pubsub.unsubscribeShard(ctx.session, channel),
  own: (session) => session.shardChannels,
  count: (session) => session.shardChannels.size,
};

const row = {
  group: 'pubsub',
  flags: 'pubsub noscript loading stale',
  acl: 'pubsub slow',
} as const satisfies Partial<CommandSpec>;
const shardKeys = [keyRange(1, -1, 1, 'not_key')];

export const subscribe = command(
  {
    ...row,
    name: 'subscribe',
    summary: 'Listens to channels.',
    since: '2.0.0',
    complexity: 'O(n), n being the number of channels',
    arity: -2,
    syntax: 'channel [channel ...]',
  },
  joining('subscribe', CHANNEL),
);

export const unsubscribe = command(
  {
    ...row,
    name: 'unsubscribe',
    summary: 'Stops listening to channels, or to all of them.',
    since: '2.0.0',
    complexity: 'O(n), n being the number of channels',
    arity: -1,
    syntax: '[channel [channel ...]]',
  },
  leaving('unsubscribe', CHANNEL),
);

export const psubscribe = command(
  {
    ...row,
    name: 'psubscribe',
    summary: 'Listens to every channel that matches a pattern.',
    since: '2.0.0',
    complexity: 'O(n), n being the number of patterns',
    arity: -2,
    syntax: 'pattern [pattern ...]',
  },
  joining('psubscribe', PATTERN),
);

export const punsubscribe = command(
  {
    ...row,
    name: 'punsubscribe',
    summary: 'Stops listening to patterns, or to all of them.',
    since: '2.0.0',
    complexity: 'O(n), n being the number of patterns',
    arity: -1,
    syntax: '[pattern [pattern ...]]',
  },
  leaving('punsubscribe', PATTERN),
);

export const ssubscribe = command(
  {
    ...row,
    name: 'ssubscribe',
    summary: 'Listens to channels of one shard.',
    since: '7.0.0',
    complexity: 'O(n), n being the number of channels',
    arity: -2,
    keys: shardKeys,
    syntax: 'shardchannel [shardchannel ...]',
  },
  joining('ssubscribe', SHARD),
);

export const sunsubscribe = command(
  {
    ...row,
    name: 'sunsubscribe',
    summary: 'Stops listening to shard channels, or to all of them.',
    since: '7.0.0',
    complexity: 'O(n), n being the number of channels',
    arity: -1,
    keys: shardKeys,
    syntax: '[shardchannel [shardchannel ...]]',
  },
  leaving('sunsubscribe', SHARD),
);

function joining(name: string, kind: Kind): Handler {
  const word = bytes(name);
  return (ctx: Context, argv: Argv) =>
    new Sequence(
      argv.slice(1).map((channel) => {
        kind.join(ctx, channel);
        return new Push([word, channel, kind.count(ctx.session)]);
      }),
    );
}

function leaving(name: string, kind: Kind): Handler {
  const word = bytes(name);
  return (ctx: Context, argv: Argv) => {
    const channels = argv.length > 1 ? argv.slice(1) : [...kind.own(ctx.session)];
    if (channels.length === 0) return new Push([word, null, kind.count(ctx.session)]);
    return new Sequence(
      channels.map((channel) => {
        kind.leave(ctx, channel);
        return new Push([word, channel, kind.count(ctx.session)]);
      }),
    );
  };
}
