/** XCLAIM: makes a consumer the owner of pending entries that were idle for long enough. */
import type { ByteString } from '../../../base/bytes.ts';
import { oneLine } from '../../../base/errors.ts';
import { ErrorReply, type Reply } from '../../../base/reply.ts';
import { int64Arg, integerArg, isWord } from '../../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../../engine/command/command.ts';
import { keyAt } from '../../../engine/command/key-spec.ts';
import type { Context } from '../../../engine/run/context.ts';
import type { Consumer } from '../../../engine/value/stream/group.ts';
import { formatStreamId, parseStreamId } from '../../../engine/value/stream/id.ts';
import type { Nack } from '../../../engine/value/stream/pending-list.ts';
import { plus, readStream } from '../../../engine/value/stream/stream.ts';
import { compareStreamIds, MIN_STREAM_ID, type StreamId, type Uint64 } from '../../../structs/stream-id.ts';
import { entryReply } from '../entry.ts';
import { idArg } from '../id.ts';
import { claimEffect, type Found, groupOf, positionEffect, seeConsumer } from './lookup.ts';

const INVALID_MIN_IDLE = new ErrorReply('ERR Invalid min-idle-time argument for XCLAIM');
const INVALID_IDLE = new ErrorReply('ERR Invalid IDLE option argument for XCLAIM');
const INVALID_TIME = new ErrorReply('ERR Invalid TIME option argument for XCLAIM');
const INVALID_COUNT = new ErrorReply('ERR Invalid RETRYCOUNT option argument for XCLAIM');

interface Options {
  /** Undefined for now. */
  deliveredAtMs: number | undefined;
  deliveryCount: Uint64 | undefined;
  force: boolean;
  justId: boolean;
  lastId: StreamId;
}

/** A claim under way: who claims, which entries may go, and what they become. */
interface Claim extends Found {
  readonly minIdleMs: number;
  readonly name: ByteString;
  readonly deliveredAtMs: number;
  readonly options: Options;
}

export const xclaim = command(
  {
    name: 'xclaim',
    summary: 'Makes a consumer the owner of pending entries that were idle for long enough.',
    since: '5.0.0',
    group: 'stream',
    complexity: 'O(log n) for each id, n being the number of pending entries',
    arity: -6,
    flags: 'write fast',
    acl: 'write stream fast',
    tips: ['nondeterministic_output'],
    keys: [keyAt(1, 'RW UPDATE')],
    syntax:
      'key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-ms] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID id]',
  },
  (ctx, argv) => {
    const key = argv[1];
    const found = groupOf(readStream(ctx, key), { key, name: argv[2] });
    const minIdleMs = Math.max(0, integerArg(argv[4], INVALID_MIN_IDLE));
    const ids = idsOf(argv);
    const nowMs = ctx.nowMs();
    const options = optionsOf(argv, 5 + ids.length, nowMs);
    ctx.effect();
    const moved = compareStreamIds(options.lastId, found.group.lastId) > 0;
    if (moved) found.group.lastId = options.lastId;
    const wantedMs = options.deliveredAtMs ?? nowMs;
    const deliveredAtMs = wantedMs < 0 || wantedMs > nowMs ? nowMs : wantedMs;
    const claim: Claim = { ...found, minIdleMs, name: argv[3], deliveredAtMs, options };
    const before = ctx.dirty;
    const claimed = claimAll(ctx, claim, ids);
    if (moved && ctx.dirty === before) {
      positionEffect(ctx, found);
      ctx.dirty++;
    }
    return claimed;
  },
);

/** The ids end where a word is none. */
function idsOf(argv: Argv): readonly StreamId[] {
  const ids: StreamId[] = [];
  for (let at = 5; at < argv.length; at++) {
    const id = parseStreamId(arg(argv, at), 0);
    if (id === undefined) break;
    ids.push(id);
  }
  return ids;
}

function optionsOf(argv: Argv, start: number, nowMs: number): Options {
  const options: Options = {
    deliveredAtMs: undefined,
    deliveryCount: undefined,
    force: false,
    justId: false,
    lastId: MIN_STREAM_ID,
  };
  for (let at = start; at < argv.length; at++) {
    const word = arg(argv, at);
    if (isWord(word, 'FORCE')) options.force = true;
    else if (isWord(word, 'JUSTID')) options.justId = true;
    else if (at + 1 < argv.length && readValued(options, { word, value: arg(argv, at + 1), nowMs })) at++;
    else throw new ErrorReply(oneLine(`ERR Unrecognized XCLAIM option '${word}'`));
  }
  return options;
}

/** Reads an option that takes a value; false when the word is none. */
function readValued(
  options: Options,
  { word, value, nowMs }: { word: ByteString; value: ByteString; nowMs: number },
): boolean {
  if (isWord(word, 'IDLE')) options.deliveredAtMs = nowMs - integerArg(value, INVALID_IDLE);
  else if (isWord(word, 'TIME')) options.deliveredAtMs = integerArg(value, INVALID_TIME);
  else if (isWord(word, 'RETRYCOUNT')) {
    const count = int64Arg(value, INVALID_COUNT);
    options.deliveryCount = count < 0 ? undefined : count;
  } else if (isWord(word, 'LASTID')) options.lastId = idArg(value);
  else return false;
  return true;
}

function claimAll(ctx: Context, claim: Claim, ids: readonly StreamId[]): Reply {
  const { stream, group, options } = claim;
  const claimed: Reply[] = [];
  let consumer: Consumer | undefined;
  for (const id of ids) {
    const held = group.pending.get(id);
    const fields = stream.log.get(id);
    if (fields === undefined) {
      if (held !== undefined) dropDeleted(ctx, claim, held);
      continue;
    }
    if (held === undefined ? !options.force : !isIdle(held, claim, ctx.nowMs())) continue;
    consumer ??= seeConsumer(ctx, claim, claim.name);
    const nack = held ?? group.enlist(id, consumer, claim.deliveredAtMs);
    group.assign(nack, consumer);
    nack.deliveredAtMs = claim.deliveredAtMs;
    if (options.deliveryCount !== undefined) nack.deliveryCount = options.deliveryCount;
    else if (!options.justId) nack.deliveryCount = plus(nack.deliveryCount, 1);
    claimed.push(options.justId ? formatStreamId(id) : entryReply(id, fields));
    claimEffect(ctx, claim, nack);
    ctx.dirty++;
  }
  return claimed;
}

/** An entry that was deleted from the stream is pending no more: a replica finds so from the same claim. */
export function dropDeleted(ctx: Context, found: Found, nack: Nack): void {
  claimEffect(ctx, found, nack);
  ctx.dirty++;
  found.group.acknowledge(nack);
}

function isIdle(nack: Nack, { minIdleMs }: Claim, nowMs: number): boolean {
  return minIdleMs === 0 || nowMs - nack.deliveredAtMs >= minIdleMs;
}
