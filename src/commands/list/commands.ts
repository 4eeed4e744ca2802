/** The list family: its commands, collected for the table. */
import type { Command } from '../../engine/command.ts';

export const listCommands: readonly Command[] = [];
