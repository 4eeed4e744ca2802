/** The door of an instance for clients on the simulated network: the engine's own connection, over whatever carries it. */

import { Connection } from '../../doors/connection.ts';
import type { Command } from '../../engine/command/command.ts';
import type { Core } from '../../engine/core.ts';
import type { Engine } from '../../redis.ts';
import { NameTable } from '../../wire/name-table.ts';

/** What the instance says. */
export interface DoorEnd {
  /** The far end's address and port, as CLIENT LIST shows them. */
  readonly addr: string;
  readonly laddr: string;
  /** The bytes are the caller's. */
  say(bytes: Buffer): void;
  /** It says no more. */
  end(): void;
}

/** Names of commands by their bytes: one table an engine, and engines are used again. */
const NAMES = new WeakMap<Core, NameTable<Command>>();

function namesOf(core: Core): NameTable<Command> {
  let names = NAMES.get(core);
  if (names === undefined) {
    names = new NameTable<Command>(core.commands);
    NAMES.set(core, names);
  }
  return names;
}

export function openDoor({ core }: Engine, { addr, laddr, say, end }: DoorEnd): Connection {
  return new Connection(core, namesOf(core), {
    flushAtEnd: (connection) => connection.flush(),
    // The connection writes into its buffer again.
    write: (bytes) => say(Buffer.from(bytes)),
    pendingBytes: 0,
    pause: () => {},
    resume: () => {},
    end,
    destroy: end,
    addr,
    laddr,
    fd: -1,
  });
}
