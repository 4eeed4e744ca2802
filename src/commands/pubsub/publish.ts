/** PUBLISH, SPUBLISH and the questions of PUBSUB. */

import type { ByteString } from '../../base/bytes.ts';
import { tooManyArguments } from '../../base/errors.ts';
import type { Reply } from '../../base/reply.ts';
import { type CommandSpec, command, container, type Handler } from '../../engine/command/command.ts';
import { helpCommand } from '../../engine/command/help.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { compileGlob } from '../../structs/glob.ts';

const row = { group: 'pubsub', acl: 'pubsub fast' } as const satisfies Partial<CommandSpec>;

export const publish = command(
  {
    ...row,
    name: 'publish',
    summary: 'Sends a message to a channel and returns how many received it.',
    since: '2.0.0',
    complexity: 'O(n+m), n subscribers of the channel and m patterns in use',
    arity: 3,
    flags: 'pubsub loading stale fast may_replicate',
    syntax: 'channel message',
  },
  (ctx, argv) => {
    ctx.effect('PUBLISH', argv[1], argv[2]);
    return ctx.core.pubsub.publish(argv[1], argv[2]);
  },
);

export const spublish = command(
  {
    ...row,
    name: 'spublish',
    summary: 'Sends a message to a shard channel and returns how many received it.',
    since: '7.0.0',
    complexity: 'O(n), n subscribers of the channel',
    arity: 3,
    flags: 'pubsub loading stale fast may_replicate',
    keys: [keyAt(1, 'not_key')],
    syntax: 'shardchannel message',
  },
  (ctx, argv) => {
    ctx.effect('SPUBLISH', argv[1], argv[2]);
    return ctx.core.pubsub.publishShard(argv[1], argv[2]);
  },
);

const help = helpCommand('PUBSUB', { group: 'pubsub', acl: 'slow', since: '6.2.0' }, [
  'CHANNELS [<pattern>]',
  '    List the channels that somebody listens to, all or those that match.',
  'NUMPAT',
  '    Count the patterns in use.',
  'NUMSUB [<channel> ...]',
  '    Count the subscribers of each channel, patterns left out.',
  'SHARDCHANNELS [<pattern>]',
  '    List the shard channels that somebody listens to, all or those that match.',
  'SHARDNUMSUB [<shardchannel> ...]',
  '    Count the subscribers of each shard channel.',
]);

function question(
  name: string,
  arity: number,
  details: { since: string; summary: string; syntax: string },
  handler: Handler,
) {
  return command(
    {
      name,
      arity,
      ...details,
      group: 'pubsub',
      complexity: 'O(n), n being the number of channels looked at',
      flags: 'pubsub loading stale',
      acl: 'pubsub slow',
    },
    handler,
  );
}

export const pubsub = container({
  name: 'pubsub',
  summary: 'Asks about channels and their subscribers.',
  since: '2.8.0',
  group: 'pubsub',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands: [
    question(
      'channels',
      -2,
      { since: '2.8.0', summary: 'Lists the channels in use.', syntax: '[pattern]' },
      (ctx, argv) => matching(ctx.core.pubsub.channelNames(), argv),
    ),
    question(
      'numpat',
      2,
      { since: '2.8.0', summary: 'Counts the patterns in use.', syntax: '' },
      (ctx) => ctx.core.pubsub.patternCount,
    ),
    question(
      'numsub',
      -2,
      { since: '2.8.0', summary: 'Counts the subscribers of channels.', syntax: '[channel [channel ...]]' },
      (ctx, argv) => counts(argv.slice(2), (channel) => ctx.core.pubsub.subscriberCount(channel)),
    ),
    question(
      'shardchannels',
      -2,
      { since: '7.0.0', summary: 'Lists the shard channels in use.', syntax: '[pattern]' },
      (ctx, argv) => matching(ctx.core.pubsub.shardChannelNames(), argv),
    ),
    question(
      'shardnumsub',
      -2,
      {
        since: '7.0.0',
        summary: 'Counts the subscribers of shard channels.',
        syntax: '[shardchannel [shardchannel ...]]',
      },
      (ctx, argv) => counts(argv.slice(2), (channel) => ctx.core.pubsub.shardSubscriberCount(channel)),
    ),
    help,
  ],
});

function matching(names: readonly ByteString[], argv: readonly ByteString[]): Reply {
  if (argv.length > 3) throw tooManyArguments('pubsub', argv[1] as ByteString);
  const pattern = argv[2];
  return pattern === undefined ? names : names.filter(compileGlob(pattern));
}

function counts(channels: readonly ByteString[], count: (channel: ByteString) => number): Reply {
  return channels.flatMap((channel) => [channel, count(channel)]);
}
