/** The set family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { sdiff, sdiffstore, sinter, sintercard, sinterstore, sunion, sunionstore } from './combine.ts';
import { sadd, scard, sismember, smembers, smismember, smove, srem, sscan } from './member.ts';
import { spop, srandmember } from './random.ts';

export const setCommands: readonly Command[] = [
  sadd,
  srem,
  sismember,
  smismember,
  scard,
  smembers,
  smove,
  sscan,
  spop,
  srandmember,
  sinter,
  sunion,
  sdiff,
  sinterstore,
  sunionstore,
  sdiffstore,
  sintercard,
];
