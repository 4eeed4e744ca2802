/** The list family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { blmove, blmpop, blpop, brpop, brpoplpush } from './blocking.ts';
import { linsert, lrem, lset, ltrim } from './edit.ts';
import { lmove, rpoplpush } from './move.ts';
import { lmpop, lpop, rpop } from './pop.ts';
import { lpush, lpushx, rpush, rpushx } from './push.ts';
import { lindex, llen, lpos, lrange } from './read.ts';

export const listCommands: readonly Command[] = [
  lpush,
  rpush,
  lpushx,
  rpushx,
  lpop,
  rpop,
  llen,
  lindex,
  lset,
  lrange,
  linsert,
  lrem,
  ltrim,
  lpos,
  lmove,
  rpoplpush,
  lmpop,
  blpop,
  brpop,
  blmove,
  blmpop,
  brpoplpush,
];
