/** Hash commands that set and delete fields: HSET, HMSET, HSETNX, HDEL. */
import type { ByteString } from '../../base/bytes.ts';
import { wrongArity } from '../../base/errors.ts';
import { OK } from '../../base/reply.ts';
import { type Argv, arg, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Context } from '../../engine/run/context.ts';
import { HashValue } from '../../engine/value/hash.ts';
import { expectClass } from '../../engine/value/value.ts';

export const hset = command(
  {
    name: 'hset',
    summary: 'Sets fields of a hash, which is made when the key is not there.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(N) where N is the number of pairs given.',
    arity: -4,
    flags: 'write denyoom fast',
    acl: 'write hash fast',
    keys: [keyAt(1, 'RW UPDATE')],
    syntax: 'key field value [field value ...]',
  },
  (ctx, argv) => setFields(ctx, argv, 'hset'),
);

export const hmset = command(
  {
    name: 'hmset',
    summary: 'Sets fields of a hash and answers OK; HSET has taken its place.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(N) where N is the number of pairs given.',
    arity: -4,
    flags: 'write denyoom fast',
    acl: 'write hash fast',
    keys: [keyAt(1, 'RW UPDATE')],
    syntax: 'key field value [field value ...]',
  },
  (ctx, argv) => {
    setFields(ctx, argv, 'hmset');
    return OK;
  },
);

/** Returns how many of the fields are new. */
function setFields(ctx: Context, argv: Argv, name: string): number {
  if (argv.length % 2 === 1) throw wrongArity(name);
  const key = argv[1];
  const hash = openHash(ctx, key);
  const created =
    argv.length === 4
      ? Number(hash.set(argv[2], argv[3], ctx.core))
      : hash.setPairs(argv as readonly ByteString[], 2, ctx.core);
  ctx.wrote('h', 'hset', key, (argv.length - 2) >>> 1);
  return created;
}

export const hsetnx = command(
  {
    name: 'hsetnx',
    summary: 'Sets a field of a hash unless it is there already.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(1)',
    arity: 4,
    flags: 'write denyoom fast',
    acl: 'write hash fast',
    keys: [keyAt(1, 'RW INSERT')],
    syntax: 'key field value',
  },
  (ctx, argv) => {
    const key = argv[1];
    const hash = openHash(ctx, key);
    if (hash.has(argv[2])) return 0;
    hash.set(argv[2], argv[3], ctx.core);
    ctx.wrote('h', 'hset', key);
    return 1;
  },
);

export const hdel = command(
  {
    name: 'hdel',
    summary: 'Deletes fields of a hash; the key goes with the last one.',
    since: '2.0.0',
    group: 'hash',
    complexity: 'O(N) where N is the number of fields given.',
    arity: -3,
    flags: 'write fast',
    acl: 'write hash fast',
    keys: [keyAt(1, 'RW DELETE')],
    syntax: 'key field [field ...]',
  },
  (ctx, argv) => {
    const key = argv[1];
    const hash = expectClass(ctx.db.write(key), HashValue);
    if (hash === undefined) return 0;
    let deleted = 0;
    for (let i = 2; i < argv.length && hash.size > 0; i++) if (hash.delete(arg(argv, i))) deleted++;
    if (deleted === 0) return 0;
    ctx.wrote('h', 'hdel', key, deleted);
    if (hash.size === 0) ctx.removeEmptied(key);
    return deleted;
  },
);

/** The hash at a key for writing, made when it is not there. @throws ErrorReply WRONGTYPE */
export function openHash(ctx: Context, key: ByteString): HashValue {
  const found = expectClass(ctx.db.write(key), HashValue);
  if (found !== undefined) return found;
  const made = new HashValue();
  ctx.db.put(key, made);
  return made;
}
