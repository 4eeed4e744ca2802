/** XADD: appends an entry, under an id of its own making if so asked, and trims the stream if so asked. */
import type { ByteString } from '../../base/bytes.ts';
import { wrongArity } from '../../base/errors.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { formatStreamId, parseOpenStreamId } from '../../engine/value/stream/id.ts';
import { Stream, writeStream } from '../../engine/value/stream/stream.ts';
import { compareStreamIds, nextStreamId, type StreamId, type Uint64 } from '../../structs/stream-id.ts';
import { idArg } from './id.ts';
import { exactTrim, TrimOptions } from './trim.ts';

const WRONG_ARITY = wrongArity('xadd');
const ID_TOO_SMALL = new ErrorReply(
  'ERR The ID specified in XADD is equal or smaller than the target stream top item',
);
const ID_ZERO = new ErrorReply('ERR The ID specified in XADD must be greater than 0-0');
const EXHAUSTED = new ErrorReply(
  'ERR The stream has exhausted the last possible ID, unable to add more items',
);

/** What the server says, for want of a better word, when the sequences of a time are used up. */
const SEQUENCE_USED_UP = new ErrorReply('ERR Elements are too large to be stored');

/** The id that a request asks for: all of it, only its time, or nothing. */
type WantedId = StreamId | { readonly ms: Uint64; readonly seq: undefined } | undefined;

interface Request {
  readonly id: WantedId;
  readonly idPosition: number;
  readonly mayCreate: boolean;
  /** Undefined when nothing but the id was given. */
  readonly options: TrimOptions | undefined;
}

export const xadd = command(
  {
    name: 'xadd',
    summary: 'Appends an entry to a stream, which is created if need be, and returns its id.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(1), and O(n) for n entries removed by trimming',
    arity: -5,
    flags: 'write denyoom fast',
    acl: 'write stream fast',
    tips: ['nondeterministic_output'],
    keys: [
      {
        ...keyAt(1, 'RW UPDATE'),
        notes: 'UPDATE instead of INSERT because of the optional trimming feature',
      },
    ],
    syntax:
      'key [NOMKSTREAM] [MAXLEN|MINID [=|~] threshold [LIMIT count]] *|id field value [field value ...]',
  },
  (ctx, argv) => {
    const request = parse(argv);
    const key = argv[1];
    let stream = writeStream(ctx, key);
    if (stream === undefined && !request.mayCreate) return null;
    const lastId = stream?.lastId;
    const id = chooseId(ctx, lastId, request.id);
    if (stream === undefined) {
      stream = Stream.under(ctx.core.config);
      ctx.db.put(key, stream);
    }
    return append(ctx, argv, { request, stream, id });
  },
);

function parse(argv: Argv): Request {
  let options: TrimOptions | undefined;
  let mayCreate = true;
  let at = 2;
  while (at < argv.length) {
    const word = arg(argv, at);
    if (word === '*') break;
    options ??= new TrimOptions();
    const end = options.read(argv, at);
    if (end === at && !isWord(word, 'NOMKSTREAM')) break;
    if (end === at) mayCreate = false;
    at = end === at ? at + 1 : end;
  }
  const id = at < argv.length ? wantedId(arg(argv, at)) : undefined;
  options?.check(false);
  const fieldCount = argv.length - at - 1;
  if (fieldCount < 2 || fieldCount % 2 !== 0) throw WRONG_ARITY;
  if (id !== undefined && id.seq === 0 && id.ms === 0) throw ID_ZERO;
  return { id, idPosition: at, mayCreate, options };
}

function wantedId(word: ByteString): WantedId {
  if (word === '*') return undefined;
  const ms = parseOpenStreamId(word);
  return ms === undefined ? idArg(word) : { ms, seq: undefined };
}

/** The id of the new entry: after all ids before. @throws ErrorReply */
function chooseId(ctx: Context, lastId: StreamId | undefined, wanted: WantedId): StreamId {
  if (lastId === undefined) {
    if (wanted === undefined) return { ms: ctx.nowMs(), seq: 0 };
    if (wanted.seq === undefined) return { ms: wanted.ms, seq: wanted.ms === 0 ? 1 : 0 };
    return wanted;
  }
  const next = nextStreamId(lastId);
  if (next === undefined) throw EXHAUSTED;
  if (wanted === undefined) {
    const nowMs = ctx.nowMs();
    return nowMs > lastId.ms ? { ms: nowMs, seq: 0 } : next;
  }
  if (wanted.seq === undefined) {
    if (wanted.ms > lastId.ms) return { ms: wanted.ms, seq: 0 };
    if (wanted.ms < lastId.ms) throw ID_TOO_SMALL;
    if (next.ms > lastId.ms) throw SEQUENCE_USED_UP;
    return next;
  }
  if (compareStreamIds(wanted, lastId) <= 0) throw ID_TOO_SMALL;
  return wanted;
}

interface Entry {
  readonly request: Request;
  readonly stream: Stream;
  readonly id: StreamId;
}

function append(ctx: Context, argv: Argv, { request, stream, id }: Entry): Reply {
  const key = argv[1];
  const { core } = ctx;
  const { options, idPosition } = request;
  stream.append(id, argv.slice(idPosition + 1));
  const text = formatStreamId(id);
  ctx.wrote('t', 'xadd', key);
  const trim = options?.trim;
  if (trim !== undefined && (options?.apply(stream, core.config) ?? 0) > 0) ctx.notify('t', 'xtrim', key);
  core.waiting.markReady(ctx.db, key);
  if (!core.effects.isHeard) return text;
  if (trim?.approximate === true) {
    const mayCreate = request.mayCreate ? [] : ['NOMKSTREAM'];
    const words = exactTrim(argv, trim, stream);
    ctx.effect(argv[0], key, ...mayCreate, ...words, text, ...argv.slice(idPosition + 1));
  } else if (request.id?.seq === undefined) {
    ctx.effect(...argv.slice(0, idPosition), text, ...argv.slice(idPosition + 1));
  }
  return text;
}
