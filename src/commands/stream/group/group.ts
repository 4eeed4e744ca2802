/** XGROUP: creates and destroys the groups of a stream, and their consumers. */

import type { ByteString } from '../../../base/bytes.ts';
import { oneLine, tooManyArguments } from '../../../base/errors.ts';
import { ErrorReply, OK, type Reply } from '../../../base/reply.ts';
import { int64Arg, isWord } from '../../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command, container } from '../../../engine/command/command.ts';
import { helpCommand } from '../../../engine/command/help.ts';
import { keyAt } from '../../../engine/command/key-spec.ts';
import type { Context } from '../../../engine/run/context.ts';
import { ConsumerGroup } from '../../../engine/value/stream/group.ts';
import { Stream, writeStream } from '../../../engine/value/stream/stream.ts';
import { MIN_STREAM_ID, type StreamId, type Uint64 } from '../../../structs/stream-id.ts';
import { idArg } from '../id.ts';
import { createConsumer, type Found } from './lookup.ts';

const KEY_NEEDED = new ErrorReply(
  'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
);
const BUSY_GROUP = new ErrorReply('BUSYGROUP Consumer Group name already exists');
const INVALID_READ = new ErrorReply('ERR value for ENTRIESREAD must be positive or -1');

/** Words that a request has with every option given once. */
const CREATE_LIMIT = 8;
const SETID_LIMIT = 7;

const row = {
  since: '5.0.0',
  group: 'stream',
  complexity: 'O(1)',
  flags: 'write',
  acl: 'write stream slow',
} as const satisfies Partial<CommandSpec>;

const create = command(
  {
    ...row,
    name: 'create',
    summary: 'Creates a group, and the stream if so asked.',
    arity: -5,
    flags: 'write denyoom',
    keys: [keyAt(2, 'RW INSERT')],
    syntax: 'key group id|$ [MKSTREAM] [ENTRIESREAD entries-read]',
  },
  (ctx, argv) => {
    const { mayCreate, entriesRead } = positionOptions(argv, true);
    const [, , key, name] = argv;
    const existing = writeStream(ctx, key);
    if (existing === undefined && !mayCreate) throw KEY_NEEDED;
    if (argv.length > CREATE_LIMIT) throw tooManyArguments('xgroup', argv[1]);
    const lastId = positionArg(argv[4], existing);
    const stream = existing ?? createStream(ctx, key);
    if (stream.group(name) !== undefined) throw BUSY_GROUP;
    stream.addGroup(new ConsumerGroup(name, lastId, entriesRead));
    changed(ctx, 'xgroup-create', key);
    return OK;
  },
);

const setId = command(
  {
    ...row,
    name: 'setid',
    summary: 'Sets the last delivered id of a group.',
    arity: -5,
    keys: [keyAt(2, 'RW UPDATE')],
    syntax: 'key group id|$ [ENTRIESREAD entries-read]',
  },
  (ctx, argv) => {
    const { entriesRead } = positionOptions(argv, false);
    const { key, stream, group } = find(ctx, argv);
    if (argv.length > SETID_LIMIT) throw tooManyArguments('xgroup', argv[1]);
    group.lastId = positionArg(argv[4], stream);
    group.entriesRead = entriesRead;
    changed(ctx, 'xgroup-setid', key);
    return OK;
  },
);

const destroy = command(
  {
    ...row,
    name: 'destroy',
    summary: 'Destroys a group; who waits on it is told.',
    complexity: 'O(n), n being the number of pending entries',
    arity: 4,
    keys: [keyAt(2, 'RW DELETE')],
    syntax: 'key group',
  },
  (ctx, argv) => {
    const key = argv[2];
    const stream = writeStream(ctx, key);
    if (stream === undefined) throw KEY_NEEDED;
    if (!stream.removeGroup(argv[3])) return 0;
    changed(ctx, 'xgroup-destroy', key);
    ctx.core.waiting.markReady(ctx.db, key);
    return 1;
  },
);

const createConsumerCommand = command(
  {
    ...row,
    name: 'createconsumer',
    summary: 'Creates a consumer in a group.',
    since: '6.2.0',
    arity: 5,
    flags: 'write denyoom',
    keys: [keyAt(2, 'RW INSERT')],
    syntax: 'key group consumer',
  },
  (ctx, argv) => {
    const found = find(ctx, argv);
    if (found.group.consumers.get(argv[4]) !== undefined) return 0;
    createConsumer(ctx, found, argv[4]);
    return 1;
  },
);

const deleteConsumer = command(
  {
    ...row,
    name: 'delconsumer',
    summary: 'Deletes a consumer of a group and returns how many entries it had pending.',
    arity: 5,
    keys: [keyAt(2, 'RW DELETE')],
    syntax: 'key group consumer',
  },
  (ctx, argv) => {
    const { key, group } = find(ctx, argv);
    const consumer = group.removeConsumer(argv[4]);
    if (consumer === undefined) return 0;
    changed(ctx, 'xgroup-delconsumer', key);
    return consumer.pending.size;
  },
);

const help = helpCommand('XGROUP', { group: 'stream', acl: 'stream slow', since: '5.0.0' }, [
  'CREATE <key> <group> <id|$> [MKSTREAM] [ENTRIESREAD <count>]',
  '    Create a group that has read up to the id; MKSTREAM creates the stream if need be.',
  'CREATECONSUMER <key> <group> <consumer>',
  '    Create a consumer in the group.',
  'DELCONSUMER <key> <group> <consumer>',
  '    Delete a consumer with all that it has pending.',
  'DESTROY <key> <group>',
  '    Delete the group with its consumers.',
  'SETID <key> <group> <id|$> [ENTRIESREAD <count>]',
  '    Set up to where the group has read.',
]);

export const xgroup = container({
  name: 'xgroup',
  summary: 'Groups of consumers of a stream.',
  since: '5.0.0',
  group: 'stream',
  complexity: 'Depends on the subcommand',
  arity: -2,
  flags: '',
  acl: 'slow',
  syntax: 'subcommand [argument ...]',
  subcommands: [create, destroy, createConsumerCommand, help, deleteConsumer, setId],
});

interface PositionOptions {
  readonly mayCreate: boolean;
  readonly entriesRead: Uint64 | undefined;
}

/** MKSTREAM, where it is allowed, and ENTRIESREAD. @throws ErrorReply */
function positionOptions(argv: Argv, mayMakeStream: boolean): PositionOptions {
  let mayCreate = false;
  let entriesRead: Uint64 | undefined;
  for (let at = 5; at < argv.length; at++) {
    if (mayMakeStream && isWord(argv[at], 'MKSTREAM')) mayCreate = true;
    else if (isWord(argv[at], 'ENTRIESREAD') && at + 1 < argv.length) {
      const value = int64Arg(arg(argv, ++at));
      if (value < -1) throw INVALID_READ;
      entriesRead = value < 0 ? undefined : value;
    } else throw tooManyArguments('xgroup', argv[1]);
  }
  return { mayCreate, entriesRead };
}

/** `$` is the last id of the stream. @throws ErrorReply */
function positionArg(text: ByteString, stream: Stream | undefined): StreamId {
  return text === '$' ? (stream?.lastId ?? MIN_STREAM_ID) : idArg(text);
}

function createStream(ctx: Context, key: ByteString): Stream {
  const stream = Stream.under(ctx.core.config);
  ctx.db.put(key, stream);
  ctx.touched(key);
  return stream;
}

/** The group that a request names. @throws ErrorReply when the key or the group is not there */
function find(ctx: Context, argv: Argv): Found {
  const [, , key, name] = argv;
  const stream = writeStream(ctx, key);
  if (stream === undefined) throw KEY_NEEDED;
  const group = stream.group(name);
  if (group === undefined)
    throw new ErrorReply(oneLine(`NOGROUP No such consumer group '${name}' for key name '${key}'`));
  return { key, stream, group };
}

/** Groups are not part of what WATCH watches. */
function changed(ctx: Context, event: string, key: ByteString): Reply {
  ctx.dirty++;
  ctx.notify('t', event, key);
  return OK;
}
