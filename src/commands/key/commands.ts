/** The key family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { expire, expireat, persist, pexpire, pexpireat } from './expire.ts';
import { keys, randomkey, scan } from './iterate.ts';
import { expiretime, pexpiretime, pttl, ttl } from './lifetime.ts';
import { object } from './object.ts';
import { del, exists, touch, type, unlink } from './presence.ts';
import { copy, move, rename, renamenx } from './transfer.ts';

export const keyCommands: readonly Command[] = [
  del,
  unlink,
  exists,
  touch,
  type,
  expire,
  pexpire,
  expireat,
  pexpireat,
  persist,
  ttl,
  pttl,
  expiretime,
  pexpiretime,
  rename,
  renamenx,
  move,
  copy,
  keys,
  scan,
  randomkey,
  object,
];
