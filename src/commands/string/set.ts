/** String commands that store one value: SET, SETNX, SETEX, PSETEX, GETSET. */
import type { ByteString } from '../../base/bytes.ts';
import { OK, type Reply } from '../../base/reply.ts';
import { isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import {
  EX,
  millisecondsReply,
  PX,
  positiveInstantArg,
  type TimeForm,
} from '../../engine/command/expire-time.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { readString, textOf } from '../../engine/value/string.ts';
import { expireAt, OPTION, readOptions, SET_OPTIONS } from './option.ts';

const row = { group: 'string', complexity: 'O(1)' } as const satisfies Partial<CommandSpec>;

export const set = command(
  {
    ...row,
    name: 'set',
    summary: 'Stores a string at a key, whatever the key held; may look at what is there first.',
    since: '1.0.0',
    arity: -3,
    flags: 'write denyoom',
    acl: 'write string slow',
    keys: [
      {
        ...keyAt(1, 'RW ACCESS UPDATE VARIABLE_FLAGS'),
        notes: 'RW and ACCESS due to the optional `GET` argument',
        flagsOf: (argv) =>
          argv.some((word, i) => i > 2 && isWord(word, 'GET')) ? 'RW ACCESS UPDATE' : 'OW UPDATE',
      },
    ],
    syntax:
      'key value [NX|XX] [GET] [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL]',
  },
  (ctx, argv) => {
    if (argv.length > 3) return setWithOptions(ctx, argv);
    ctx.db.replace(argv[1], argv[2]);
    ctx.wrote('$', 'set', argv[1]);
    return OK;
  },
);

function setWithOptions(ctx: Context, argv: Argv): Reply {
  const key = argv[1];
  const options = readOptions(argv, 3, SET_OPTIONS);
  const atMs = expireAt(ctx, argv, options, 'set');
  const givesOld = (options & OPTION.GET) !== 0;
  const old = givesOld ? oldText(ctx, key) : null;
  if ((options & (OPTION.NX | OPTION.XX)) !== 0) {
    const isFound = ctx.db.write(key) !== undefined;
    if (isFound === ((options & OPTION.NX) !== 0)) return old;
  }
  if (atMs !== undefined) storeUntil(ctx, key, argv[2], atMs);
  else {
    if ((options & OPTION.KEEPTTL) !== 0) ctx.db.put(key, argv[2]);
    else ctx.db.replace(key, argv[2]);
    ctx.wrote('$', 'set', key);
    if (givesOld && ctx.core.effects.isHeard) ctx.effect(...withoutGet(argv));
  }
  return givesOld ? old : OK;
}

function oldText(ctx: Context, key: ByteString): ByteString | null {
  const value = readString(ctx, key);
  return value === undefined ? null : textOf(value);
}

/** Stores a value that expires; the effect names the instant, so that it may be repeated at any time. */
function storeUntil(ctx: Context, key: ByteString, value: ByteString, atMs: number): void {
  ctx.db.replace(key, value);
  ctx.db.setExpiry(key, atMs);
  ctx.wrote('$', 'set', key);
  ctx.notify('g', 'expire', key);
  if (ctx.core.effects.isHeard) ctx.effect('SET', key, value, 'PXAT', String(millisecondsReply(atMs)));
}

function withoutGet(argv: Argv): readonly ByteString[] {
  return argv.filter((word, i) => i < 3 || !isWord(word, 'GET'));
}

export const setnx = command(
  {
    ...row,
    name: 'setnx',
    summary: 'Stores a string at a key that is not there yet.',
    since: '1.0.0',
    arity: 3,
    flags: 'write denyoom fast',
    acl: 'write string fast',
    keys: [keyAt(1, 'OW INSERT')],
    syntax: 'key value',
  },
  (ctx, argv) => {
    if (ctx.db.write(argv[1]) !== undefined) return 0;
    ctx.db.put(argv[1], argv[2]);
    ctx.wrote('$', 'set', argv[1]);
    return 1;
  },
);

export const setex = command(
  {
    ...row,
    name: 'setex',
    summary: 'Stores a string at a key, with its time to live in seconds.',
    since: '2.0.0',
    arity: 4,
    flags: 'write denyoom',
    acl: 'write string slow',
    keys: [keyAt(1, 'OW UPDATE')],
    syntax: 'key seconds value',
  },
  (ctx, argv) => storeFor(ctx, argv, EX, 'setex'),
);

export const psetex = command(
  {
    ...row,
    name: 'psetex',
    summary: 'Stores a string at a key, with its time to live in milliseconds.',
    since: '2.6.0',
    arity: 4,
    flags: 'write denyoom',
    acl: 'write string slow',
    keys: [keyAt(1, 'OW UPDATE')],
    syntax: 'key milliseconds value',
  },
  (ctx, argv) => storeFor(ctx, argv, PX, 'psetex'),
);

function storeFor(ctx: Context, argv: Argv, form: TimeForm, commandName: string): Reply {
  const atMs = positiveInstantArg(argv[2], form, { nowMs: ctx.nowMs(), commandName });
  storeUntil(ctx, argv[1], arg(argv, 3), atMs);
  return OK;
}

export const getset = command(
  {
    ...row,
    name: 'getset',
    summary: 'Stores a string at a key and returns the one before.',
    since: '1.0.0',
    arity: 3,
    flags: 'write denyoom fast',
    acl: 'write string fast',
    keys: [keyAt(1, 'RW ACCESS UPDATE')],
    syntax: 'key value',
  },
  (ctx, argv) => {
    const old = oldText(ctx, argv[1]);
    ctx.db.replace(argv[1], argv[2]);
    ctx.wrote('$', 'set', argv[1]);
    if (ctx.core.effects.isHeard) ctx.effect('SET', argv[1], argv[2]);
    return old;
  },
);
