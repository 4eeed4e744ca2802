/** The string family: its commands, collected for the table. */
import type { Command } from '../../engine/command.ts';
import { get, strlen } from './read.ts';

export const stringCommands: readonly Command[] = [get, strlen];
