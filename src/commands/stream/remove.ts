/** XDEL, and XSETID, which sets the counters that outlive the entries. */
import type { ByteString } from '../../base/bytes.ts';
import { NO_SUCH_KEY, SYNTAX } from '../../base/errors.ts';
import { ErrorReply, OK } from '../../base/reply.ts';
import { int64Arg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import { type Stream, writeStream } from '../../engine/value/stream/stream.ts';
import { compareStreamIds, MIN_STREAM_ID, type StreamId, type Uint64 } from '../../structs/stream-id.ts';
import { idArg } from './id.ts';

export const xdel = command(
  {
    name: 'xdel',
    summary: 'Deletes entries of a stream by their ids and returns how many there were.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(log m) for each id, m entries in the stream',
    arity: -3,
    flags: 'write fast',
    acl: 'write stream fast',
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key id [id ...]',
  },
  (ctx, argv) => {
    const stream = writeStream(ctx, argv[1]);
    if (stream === undefined) return 0;
    const ids = argv.slice(2).map(idArg);
    let deleted = 0;
    for (const id of ids) if (stream.delete(id)) deleted++;
    if (deleted > 0) ctx.wrote('t', 'xdel', argv[1], deleted);
    return deleted;
  },
);

const NEGATIVE_ADDED = new ErrorReply('ERR entries_added must be positive');
const BELOW_GIVEN_DELETED = new ErrorReply(
  'ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id',
);
const BELOW_TOP = new ErrorReply('ERR The ID specified in XSETID is smaller than the target stream top item');
const BELOW_LENGTH = new ErrorReply(
  'ERR The entries_added specified in XSETID is smaller than the target stream length',
);

export const xsetid = command(
  {
    name: 'xsetid',
    summary: 'Sets the last id of a stream, and the other counters that replicas must share.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(1)',
    arity: -3,
    flags: 'write denyoom fast',
    acl: 'write stream fast',
    keys: [keyAt(1, 'RW UPDATE')],
    syntax: 'key last-id [ENTRIESADDED entries-added] [MAXDELETEDID max-deleted-id]',
  },
  (ctx, argv) => {
    const id = idArg(argv[2]);
    const { entriesAdded, maxDeletedId } = countersOf(argv, id);
    const stream = writeStream(ctx, argv[1]);
    if (stream === undefined) throw NO_SUCH_KEY;
    check(stream, id, entriesAdded);
    stream.lastId = id;
    if (entriesAdded !== undefined) stream.entriesAdded = entriesAdded;
    if (compareStreamIds(maxDeletedId, MIN_STREAM_ID) !== 0) stream.maxDeletedId = maxDeletedId;
    ctx.dirty++;
    ctx.notify('t', 'xsetid', argv[1]);
    return OK;
  },
);

interface Counters {
  entriesAdded: Uint64 | undefined;
  maxDeletedId: StreamId;
}

function countersOf(argv: Argv, id: StreamId): Counters {
  const counters: Counters = { entriesAdded: undefined, maxDeletedId: MIN_STREAM_ID };
  for (let at = 3; at < argv.length; at += 2) {
    if (at + 1 >= argv.length) throw SYNTAX;
    const value: ByteString = arg(argv, at + 1);
    if (isWord(argv[at], 'ENTRIESADDED')) {
      counters.entriesAdded = int64Arg(value);
      if (counters.entriesAdded < 0) throw NEGATIVE_ADDED;
    } else if (isWord(argv[at], 'MAXDELETEDID')) {
      counters.maxDeletedId = idArg(value);
      if (compareStreamIds(id, counters.maxDeletedId) < 0) throw BELOW_GIVEN_DELETED;
    } else throw SYNTAX;
  }
  return counters;
}

function check(stream: Stream, id: StreamId, entriesAdded: Uint64 | undefined): void {
  const top = stream.log.lastId();
  if (top === undefined) return;
  if (compareStreamIds(id, top) < 0) throw BELOW_TOP;
  if (entriesAdded !== undefined && stream.size > entriesAdded) throw BELOW_LENGTH;
}
