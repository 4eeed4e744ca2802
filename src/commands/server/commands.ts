/** The server family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { commandCommand } from './command.ts';
import { config } from './config.ts';
import { debug } from './debug.ts';
import { info } from './info.ts';
import { dbsize, flushall, flushdb, swapdb, time } from './keyspace.ts';
import { shutdown } from './shutdown.ts';

export const serverCommands: readonly Command[] = [
  time,
  dbsize,
  flushall,
  flushdb,
  swapdb,
  info,
  config,
  commandCommand,
  debug,
  shutdown,
];
