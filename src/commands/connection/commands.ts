/** The connection family: its commands, collected for the table. */
import type { Command } from '../../engine/command/command.ts';
import { client } from './client.ts';
import { auth, hello } from './handshake.ts';
import { echo, ping, quit, reset, select } from './session.ts';

export const connectionCommands: readonly Command[] = [ping, echo, select, quit, reset, auth, hello, client];
