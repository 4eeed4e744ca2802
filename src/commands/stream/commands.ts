/** The stream family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { xadd } from './append.ts';
import { xautoclaim } from './group/auto-claim.ts';
import { xclaim } from './group/claim.ts';
import { xgroup } from './group/group.ts';
import { xack, xpending } from './group/pending.ts';
import { xreadgroup } from './group/read.ts';
import { xinfo } from './info.ts';
import { xlen, xrange, xrevrange } from './range.ts';
import { xread } from './read.ts';
import { xdel, xsetid } from './remove.ts';
import { xtrim } from './trim.ts';

export const streamCommands: readonly Command[] = [
  xadd,
  xlen,
  xrange,
  xrevrange,
  xdel,
  xtrim,
  xsetid,
  xread,
  xreadgroup,
  xgroup,
  xack,
  xpending,
  xclaim,
  xautoclaim,
  xinfo,
];
