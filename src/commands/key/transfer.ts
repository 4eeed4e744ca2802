/** Key commands that give a value another name or place: RENAME, RENAMENX, MOVE, COPY. */
import type { ByteString } from '../../base/bytes.ts';
import { DB_OUT_OF_RANGE, NO_SUCH_KEY, SYNTAX } from '../../base/errors.ts';
import { ErrorReply, OK } from '../../base/reply.ts';
import { int32Arg, isWord } from '../../engine/command/argument.ts';
import { type Argv, arg, type CommandSpec, command } from '../../engine/command/command.ts';
import { keyAt } from '../../engine/command/key-spec.ts';
import type { Database } from '../../engine/database.ts';
import type { Context } from '../../engine/run/context.ts';
import { cloneValue, type Value } from '../../engine/value/value.ts';

const SAME_OBJECT = new ErrorReply('ERR source and destination objects are the same');

const row = { group: 'generic', complexity: 'O(1)' } as const satisfies Partial<CommandSpec>;

export const rename = command(
  {
    ...row,
    name: 'rename',
    summary: 'Gives a key another name; a key that has that name goes.',
    since: '1.0.0',
    arity: 3,
    flags: 'write',
    acl: 'keyspace write slow',
    keys: [keyAt(1, 'RW ACCESS DELETE'), keyAt(2, 'OW UPDATE')],
    syntax: 'key newkey',
  },
  (ctx, argv) => {
    const [, key, newKey] = argv;
    const value = ctx.db.write(key);
    if (value === undefined) throw NO_SUCH_KEY;
    if (key !== newKey) renameTo(ctx, key, newKey, value);
    return OK;
  },
);

export const renamenx = command(
  {
    ...row,
    name: 'renamenx',
    summary: 'Gives a key another name, unless a key has that name.',
    since: '1.0.0',
    arity: 3,
    flags: 'write fast',
    acl: 'keyspace write fast',
    keys: [keyAt(1, 'RW ACCESS DELETE'), keyAt(2, 'OW INSERT')],
    syntax: 'key newkey',
  },
  (ctx, argv) => {
    const [, key, newKey] = argv;
    const value = ctx.db.write(key);
    if (value === undefined) throw NO_SUCH_KEY;
    if (key === newKey || ctx.db.write(newKey) !== undefined) return 0;
    renameTo(ctx, key, newKey, value);
    return 1;
  },
);

function renameTo(ctx: Context, key: ByteString, newKey: ByteString, value: Value): void {
  const { db } = ctx;
  const atMs = db.expiryOf(key);
  db.delete(newKey);
  place(db, newKey, value, atMs);
  db.delete(key);
  ctx.touched(newKey);
  ctx.wrote('g', 'rename_from', key);
  ctx.notify('g', 'rename_to', newKey);
}

function place(db: Database, key: ByteString, value: Value, atMs: number | undefined): void {
  db.put(key, value);
  if (atMs !== undefined) db.setExpiry(key, atMs);
}

export const move = command(
  {
    ...row,
    name: 'move',
    summary: 'Moves a key to another database, unless that one has such a key.',
    since: '1.0.0',
    arity: 3,
    flags: 'write fast',
    acl: 'keyspace write fast',
    keys: [keyAt(1, 'RW ACCESS UPDATE')],
    syntax: 'key db',
  },
  (ctx, argv) => {
    const key = argv[1];
    const target = databaseArg(ctx, argv[2]);
    if (target === ctx.db) throw SAME_OBJECT;
    const value = ctx.db.write(key);
    if (value === undefined || target.write(key) !== undefined) return 0;
    place(target, key, value, ctx.db.expiryOf(key));
    ctx.db.delete(key);
    ctx.touched(key, target);
    ctx.wrote('g', 'move_from', key);
    ctx.notify('g', 'move_to', key, target);
    return 1;
  },
);

/** @throws ErrorReply when the number is no integer, or no database has it */
function databaseArg(ctx: Context, text: ByteString): Database {
  const db = ctx.core.database(int32Arg(text));
  if (db === undefined) throw DB_OUT_OF_RANGE;
  return db;
}

export const copy = command(
  {
    ...row,
    name: 'copy',
    summary: 'Copies the value of a key, with its expiry, to another key or database.',
    since: '6.2.0',
    complexity: 'O(N), N being the number of elements; O(1) for strings',
    arity: -3,
    flags: 'write denyoom',
    acl: 'keyspace write slow',
    keys: [keyAt(1, 'RO ACCESS'), keyAt(2, 'OW UPDATE')],
    syntax: 'source destination [DB destination-db] [REPLACE]',
  },
  (ctx, argv) => {
    const [, key, newKey] = argv;
    const { target, replaces } = copyOptions(ctx, argv);
    if (target === ctx.db && key === newKey) throw SAME_OBJECT;
    const value = ctx.db.read(key);
    if (value === undefined) return 0;
    const atMs = ctx.db.expiryOf(key);
    if (target.write(newKey) !== undefined) {
      if (!replaces) return 0;
      target.delete(newKey);
    }
    place(target, newKey, cloneValue(value), atMs);
    ctx.touched(newKey, target);
    ctx.dirty++;
    ctx.notify('g', 'copy_to', newKey, target);
    return 1;
  },
);

function copyOptions(ctx: Context, argv: Argv): { readonly target: Database; readonly replaces: boolean } {
  let target = ctx.db;
  let replaces = false;
  for (let i = 3; i < argv.length; i++) {
    const word = arg(argv, i);
    if (isWord(word, 'REPLACE')) replaces = true;
    else if (isWord(word, 'DB') && i + 1 < argv.length) target = databaseArg(ctx, arg(argv, ++i));
    else throw SYNTAX;
  }
  return { target, replaces };
}
