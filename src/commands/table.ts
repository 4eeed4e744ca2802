/**
 * The command table: every family's commands by name. Everything that asks what a command is asks here.
 */
import type { Command } from '../engine/command/command.ts';
import { CommandTable } from '../engine/command/command-table.ts';
import { connectionCommands } from './connection/commands.ts';
import { hashCommands } from './hash/commands.ts';
import { keyCommands } from './key/commands.ts';
import { listCommands } from './list/commands.ts';
import { pubsubCommands } from './pubsub/commands.ts';
import { scriptingCommands } from './scripting/commands.ts';
import { serverCommands } from './server/commands.ts';
import { setCommands } from './set/commands.ts';
import { streamCommands } from './stream/commands.ts';
import { stringCommands } from './string/commands.ts';
import { transactionCommands } from './transaction/commands.ts';
import { zsetCommands } from './zset/commands.ts';

const families: readonly (readonly Command[])[] = [
  stringCommands,
  keyCommands,
  hashCommands,
  listCommands,
  setCommands,
  zsetCommands,
  streamCommands,
  pubsubCommands,
  transactionCommands,
  scriptingCommands,
  connectionCommands,
  serverCommands,
];

/** Every command of the server. */
export const commandTable = new CommandTable(families.flat());
