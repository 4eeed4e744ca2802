/** XAUTOCLAIM: walks the pending entries of a group and claims those that were idle for long enough. */
import type { ByteString } from '../../../base/bytes.ts';
import { SYNTAX } from '../../../base/errors.ts';
import { ErrorReply, type Reply } from '../../../base/reply.ts';
import { int64Arg, integerArg, isWord } from '../../../engine/command/argument.ts';
import { type Argv, arg, command } from '../../../engine/command/command.ts';
import { keyAt } from '../../../engine/command/key-spec.ts';
import type { Context } from '../../../engine/run/context.ts';
import type { Consumer } from '../../../engine/value/stream/group.ts';
import { formatStreamId } from '../../../engine/value/stream/id.ts';
import type { Nack } from '../../../engine/value/stream/pending-list.ts';
import { plus, readStream } from '../../../engine/value/stream/stream.ts';
import { MIN_STREAM_ID, type StreamId } from '../../../structs/stream-id.ts';
import { entryReply } from '../entry.ts';
import { startArg } from '../id.ts';
import { dropDeleted } from './claim.ts';
import { claimEffect, type Found, groupOf, seeConsumer } from './lookup.ts';

const INVALID_MIN_IDLE = new ErrorReply('ERR Invalid min-idle-time argument for XAUTOCLAIM');
const INVALID_COUNT = new ErrorReply('ERR COUNT must be > 0');

const DEFAULT_COUNT = 100;
/** Entries looked at for each one that may be given. */
const ATTEMPTS_FACTOR = 10;
/** The server multiplies the count by the greater of the factor and the size of an id. */
const GREATEST_COUNT = (2n ** 63n - 1n) / 16n;

interface Options {
  readonly count: number;
  readonly justId: boolean;
}

interface Claim extends Found, Options {
  readonly name: ByteString;
  readonly minIdleMs: number;
  readonly from: StreamId;
}

export const xautoclaim = command(
  {
    name: 'xautoclaim',
    summary: 'Makes a consumer the owner of the next pending entries that were idle for long enough.',
    since: '6.2.0',
    group: 'stream',
    complexity: 'O(n), n being the count',
    arity: -6,
    flags: 'write fast',
    acl: 'write stream fast',
    tips: ['nondeterministic_output'],
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key group consumer min-idle-time start [COUNT count] [JUSTID]',
  },
  (ctx, argv) => {
    const key = argv[1];
    const minIdleMs = Math.max(0, integerArg(argv[4], INVALID_MIN_IDLE));
    const from = startArg(argv[5]);
    const options = optionsOf(argv);
    const found = groupOf(readStream(ctx, key), { key, name: argv[2] });
    ctx.effect();
    return claimNext(ctx, { ...found, ...options, name: argv[3], minIdleMs, from });
  },
);

function optionsOf(argv: Argv): Options {
  let count = DEFAULT_COUNT;
  let justId = false;
  for (let at = 6; at < argv.length; at++) {
    if (isWord(argv[at], 'COUNT') && at + 1 < argv.length) count = countArg(arg(argv, ++at));
    else if (isWord(argv[at], 'JUSTID')) justId = true;
    else throw SYNTAX;
  }
  return { count, justId };
}

function countArg(text: ByteString): number {
  const count = int64Arg(text, INVALID_COUNT);
  if (count < 1 || count > GREATEST_COUNT) throw INVALID_COUNT;
  return Number(count);
}

/** Gives where to go on (`0-0` at the end), the claimed entries, and the ids of those that were deleted. */
function claimNext(ctx: Context, claim: Claim): Reply {
  const { stream, group, count, minIdleMs } = claim;
  const claimed: Reply[] = [];
  const deleted: Reply[] = [];
  let consumer: Consumer | undefined;
  let attempts = count * ATTEMPTS_FACTOR;
  let nack = group.pending.ceiling(claim.from);
  while (nack !== undefined && attempts-- > 0 && claimed.length + deleted.length < count) {
    const fields = stream.log.get(nack);
    if (fields === undefined) {
      deleted.push(formatStreamId(nack));
      dropDeleted(ctx, claim, nack);
    } else if (minIdleMs === 0 || ctx.nowMs() - nack.deliveredAtMs >= minIdleMs) {
      consumer ??= seeConsumer(ctx, claim, claim.name);
      take(ctx, claim, { nack, consumer });
      claimed.push(claim.justId ? formatStreamId(nack) : entryReply(nack, fields));
    }
    nack = group.pending.after(nack);
  }
  return [formatStreamId(nack ?? MIN_STREAM_ID), claimed, deleted];
}

function take(ctx: Context, claim: Claim, { nack, consumer }: { nack: Nack; consumer: Consumer }): void {
  claim.group.assign(nack, consumer);
  nack.deliveredAtMs = ctx.nowMs();
  if (!claim.justId) nack.deliveryCount = plus(nack.deliveryCount, 1);
  claimEffect(ctx, claim, nack);
  ctx.dirty++;
}
