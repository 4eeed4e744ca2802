/** Key commands that set or drop an expiry: EXPIRE, PEXPIRE, EXPIREAT, PEXPIREAT, PERSIST. */
import type { ByteString } from '../../base/bytes.ts';
import { oneLine } from '../../base/errors.ts';
import { ErrorReply, type Reply } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type Command, type CommandSpec, command } from '../../engine/command/command.ts';
import {
  EX,
  EXAT,
  instantArg,
  millisecondsReply,
  PX,
  PXAT,
  type TimeForm,
} from '../../engine/command/expire-time.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';

const NX_ALONE = new ErrorReply('ERR NX and XX, GT or LT options at the same time are not compatible');
const GT_OR_LT = new ErrorReply('ERR GT and LT options at the same time are not compatible');

const row = {
  group: 'generic',
  complexity: 'O(1)',
  flags: 'write fast',
  acl: 'keyspace write fast',
  keys: [keyAt(1, 'RW UPDATE')],
} as const satisfies Partial<CommandSpec>;

export const expire = expireCommand(EX, {
  name: 'expire',
  summary: 'Sets the time to live of a key, in seconds.',
  since: '1.0.0',
  time: 'seconds',
});

export const pexpire = expireCommand(PX, {
  name: 'pexpire',
  summary: 'Sets the time to live of a key, in milliseconds.',
  since: '2.6.0',
  time: 'milliseconds',
});

export const expireat = expireCommand(EXAT, {
  name: 'expireat',
  summary: 'Sets when a key expires, in seconds since the epoch.',
  since: '1.2.0',
  time: 'unix-time-seconds',
});

export const pexpireat = expireCommand(PXAT, {
  name: 'pexpireat',
  summary: 'Sets when a key expires, in milliseconds since the epoch.',
  since: '2.6.0',
  time: 'unix-time-milliseconds',
});

interface ExpireRow {
  readonly name: string;
  readonly summary: string;
  readonly since: string;
  readonly time: string;
}

function expireCommand(form: TimeForm, { time, ...own }: ExpireRow): Command {
  const spec = { ...row, ...own, arity: -3, syntax: `key ${time} [NX|XX|GT|LT]` };
  return command(spec, (ctx, argv) => expireAs(ctx, argv, form, own.name));
}

function expireAs(ctx: Context, argv: Argv, form: TimeForm, commandName: string): Reply {
  const key = argv[1];
  const conditions = argv.length > 3 ? readConditions(argv) : 0;
  const nowMs = ctx.nowMs();
  const atMs = instantArg(argv[2], form, { nowMs, commandName });
  if (ctx.db.write(key) === undefined) return 0;
  if (conditions !== 0 && !mayExpireAt(atMs, ctx.db.expiryOf(key), conditions)) return 0;
  if (atMs <= nowMs) {
    ctx.db.delete(key);
    ctx.wrote('g', 'del', key);
    ctx.effect('DEL', key);
    return 1;
  }
  ctx.db.setExpiry(key, atMs);
  ctx.wrote('g', 'expire', key);
  if (ctx.core.effects.isHeard) ctx.effect('PEXPIREAT', key, String(millisecondsReply(atMs)));
  return 1;
}

/** The conditions of a request, one bit each. */
const NX = 1;
const XX = 2;
const GT = 4;
const LT = 8;

function readConditions(argv: Argv): number {
  let conditions = 0;
  for (let i = 3; i < argv.length; i++) conditions |= conditionOf(arg(argv, i));
  if ((conditions & NX) !== 0 && conditions !== NX) throw NX_ALONE;
  if ((conditions & GT) !== 0 && (conditions & LT) !== 0) throw GT_OR_LT;
  return conditions;
}

function conditionOf(word: ByteString): number {
  if (isWord(word, 'NX')) return NX;
  if (isWord(word, 'XX')) return XX;
  if (isWord(word, 'GT')) return GT;
  if (isWord(word, 'LT')) return LT;
  throw new ErrorReply(`ERR Unsupported option ${oneLine(word)}`);
}

/** A key without expiry counts as one that expires last of all. */
function mayExpireAt(atMs: number, currentMs: number | undefined, conditions: number): boolean {
  if (currentMs === undefined) return (conditions & (XX | GT)) === 0;
  if ((conditions & NX) !== 0) return false;
  if ((conditions & GT) !== 0) return atMs > currentMs;
  return (conditions & LT) === 0 || atMs < currentMs;
}

export const persist = command(
  {
    ...row,
    name: 'persist',
    summary: 'Drops the expiry of a key.',
    since: '2.2.0',
    arity: 2,
    syntax: 'key',
  },
  (ctx, argv) => {
    if (ctx.db.write(argv[1]) === undefined || !ctx.db.clearExpiry(argv[1])) return 0;
    ctx.wrote('g', 'persist', argv[1]);
    return 1;
  },
);
