/** Trimming: the options that XADD and XTRIM share, and XTRIM itself. */
import type { ByteString } from '../../base/bytes.ts';
import { SYNTAX } from '../../base/errors.ts';
import { ErrorReply } from '../../base/reply.ts';
import { integerArg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Config } from '../../engine/config.ts';
import type { Context } from '../../engine/run/context.ts';
import { formatStreamId } from '../../engine/value/stream/id.ts';
import { type Stream, writeStream } from '../../engine/value/stream/stream.ts';
import { MAX_STREAM_ID, type StreamId } from '../../structs/stream-id.ts';
import { idArg } from './id.ts';

const BOTH = new ErrorReply('ERR syntax error, MAXLEN and MINID options at the same time are not compatible');
const NO_STRATEGY = new ErrorReply('ERR syntax error, XTRIM must be called with a trimming strategy');
const LIMIT_ALONE = new ErrorReply(
  'ERR syntax error, LIMIT cannot be used without specifying a trimming strategy',
);
const LIMIT_EXACT = new ErrorReply('ERR syntax error, LIMIT cannot be used without the special ~ option');
const NEGATIVE_LENGTH = new ErrorReply('ERR The MAXLEN argument must be >= 0.');
const NEGATIVE_LIMIT = new ErrorReply('ERR The LIMIT argument must be >= 0.');

/** Chunks that one approximate trim removes at most when no LIMIT is given. */
const CHUNKS_PER_TRIM = 100;
/** The limit where chunks have no limit of entries. */
const UNBOUNDED_CHUNK_LIMIT = 10_000;
const GREATEST_LIMIT = 1_000_000;

/** What to cut off at the front. */
export interface Trim {
  /** Keep this many entries, or those from this id on. */
  readonly keep: number | StreamId;
  readonly approximate: boolean;
  /** Where the threshold stands in the request. */
  readonly position: number;
}

/** The trimming words of a request, read one after another. */
export class TrimOptions {
  trim: Trim | undefined;
  limit: number | undefined;

  /** Reads the option at a position; gives where it ends, or `at` when it is none of these. @throws ErrorReply */
  read(argv: Argv, at: number): number {
    if (at + 1 >= argv.length) return at;
    const word = arg(argv, at);
    if (isWord(word, 'MAXLEN') || isWord(word, 'MINID')) return this.#readThreshold(argv, at);
    if (!isWord(word, 'LIMIT')) return at;
    this.limit = integerArg(arg(argv, at + 1));
    if (this.limit < 0) throw NEGATIVE_LIMIT;
    return at + 2;
  }

  /** Judges the options together, once all are read. @throws ErrorReply */
  check(mustTrim: boolean): void {
    if (this.trim === undefined && (this.limit ?? 0) !== 0) throw LIMIT_ALONE;
    if (this.trim === undefined && mustTrim) throw NO_STRATEGY;
    if (this.limit !== undefined && this.trim?.approximate !== true) throw LIMIT_EXACT;
  }

  /** Trims; returns how many entries went. */
  apply(stream: Stream, config: Config): number {
    if (this.trim === undefined) return 0;
    const { keep, approximate } = this.trim;
    const options = { approximate, limit: approximate ? (this.limit ?? defaultLimit(config)) : 0 };
    return typeof keep === 'number'
      ? stream.log.trimToLength(keep, options)
      : stream.log.trimBefore(keep, options);
  }

  #readThreshold(argv: Argv, at: number): number {
    if (this.trim !== undefined) throw BOTH;
    const mark = arg(argv, at + 1);
    const isMarked = at + 2 < argv.length && (mark === '~' || mark === '=');
    const position = isMarked ? at + 2 : at + 1;
    const keep = isWord(arg(argv, at), 'MAXLEN')
      ? lengthArg(arg(argv, position))
      : idArg(arg(argv, position));
    this.trim = { keep, approximate: isMarked && mark === '~', position };
    return position + 1;
  }
}

function lengthArg(text: ByteString): number {
  const length = integerArg(text);
  if (length < 0) throw NEGATIVE_LENGTH;
  return length;
}

function defaultLimit(config: Config): number {
  const limit = CHUNKS_PER_TRIM * config['stream-node-max-entries'];
  return limit > 0 ? Math.min(limit, GREATEST_LIMIT) : UNBOUNDED_CHUNK_LIMIT;
}

/**
 * The words of an approximate trim made exact after it was done, so that every replay removes the same
 * entries. LIMIT, which an exact trim does not allow, is left out.
 */
export function exactTrim(argv: Argv, { keep, position }: Trim, stream: Stream): readonly string[] {
  const firstKept = stream.size === 0 ? MAX_STREAM_ID : stream.firstId();
  const threshold = typeof keep === 'number' ? String(stream.size) : formatStreamId(firstKept);
  return [arg(argv, position - 2), '=', threshold];
}

export const xtrim = command(
  {
    name: 'xtrim',
    summary: 'Removes the oldest entries of a stream down to a length or up to an id.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(n), n being the number of entries removed',
    arity: -4,
    flags: 'write',
    acl: 'write stream slow',
    tips: ['nondeterministic_output'],
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key MAXLEN|MINID [=|~] threshold [LIMIT count]',
  },
  (ctx, argv) => {
    const options = new TrimOptions();
    for (let at = 2; at < argv.length; ) {
      const end = options.read(argv, at);
      if (end === at) throw SYNTAX;
      at = end;
    }
    options.check(true);
    const stream = writeStream(ctx, argv[1]);
    return stream === undefined ? 0 : trim(ctx, argv, options, stream);
  },
);

function trim(ctx: Context, argv: Argv, options: TrimOptions, stream: Stream): number {
  const removed = options.apply(stream, ctx.core.config);
  if (removed === 0) return 0;
  const key = argv[1];
  ctx.wrote('t', 'xtrim', key, removed);
  if (options.trim?.approximate === true) ctx.effect(argv[0], key, ...exactTrim(argv, options.trim, stream));
  return removed;
}
