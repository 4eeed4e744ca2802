/** String commands that read and then end or change the life of the key: GETDEL, GETEX. */
import type { ByteString } from '../../base/bytes.ts';
import { type CommandSpec, command } from '../../engine/command/command.ts';
import { millisecondsReply } from '../../engine/command/expire-time.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { readString, textOf } from '../../engine/value/string.ts';
import { expireAt, GETEX_OPTIONS, OPTION, readOptions } from './option.ts';

const row = {
  group: 'string',
  since: '6.2.0',
  complexity: 'O(1)',
  flags: 'write fast',
  acl: 'write string fast',
} as const satisfies Partial<CommandSpec>;

export const getdel = command(
  {
    ...row,
    name: 'getdel',
    summary: 'Returns the string value of a key and deletes the key.',
    arity: 2,
    keys: [keyAt(1, 'RW ACCESS DELETE')],
    syntax: 'key',
  },
  (ctx, argv) => {
    const value = readString(ctx, argv[1]);
    if (value === undefined) return null;
    remove(ctx, argv[1]);
    return textOf(value);
  },
);

export const getex = command(
  {
    ...row,
    name: 'getex',
    summary: 'Returns the string value of a key and sets or drops its expiry.',
    arity: -2,
    keys: [{ ...keyAt(1, 'RW ACCESS UPDATE'), notes: 'RW and UPDATE because it changes the TTL' }],
    syntax: 'key [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|PERSIST]',
  },
  (ctx, argv) => {
    const options = readOptions(argv, 2, GETEX_OPTIONS);
    const value = readString(ctx, argv[1]);
    if (value === undefined) return null;
    const atMs = expireAt(ctx, argv, options, 'getex');
    if (atMs !== undefined) {
      if (atMs <= ctx.nowMs()) remove(ctx, argv[1]);
      else expire(ctx, argv[1], atMs);
    } else if ((options & OPTION.PERSIST) !== 0 && ctx.db.clearExpiry(argv[1])) {
      ctx.wrote('g', 'persist', argv[1]);
      ctx.effect('PERSIST', argv[1]);
    }
    return textOf(value);
  },
);

function remove(ctx: Context, key: ByteString): void {
  ctx.db.delete(key);
  ctx.wrote('g', 'del', key);
  ctx.effect('DEL', key);
}

function expire(ctx: Context, key: ByteString, atMs: number): void {
  ctx.db.setExpiry(key, atMs);
  ctx.wrote('g', 'expire', key);
  if (ctx.core.effects.isHeard) ctx.effect('PEXPIREAT', key, String(millisecondsReply(atMs)));
}
