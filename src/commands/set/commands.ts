/** The set family: its commands, collected for the table. */
import type { Command } from '../../engine/command.ts';

export const setCommands: readonly Command[] = [];
