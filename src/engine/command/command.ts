/**
 * Command: one object per command of the server, its policy in its row and its handler beside it.
 * The gate, COMMAND, ACL and the docs all read this one form; a handler returns its reply and never writes.
 */
import type { ByteString } from '../../base/bytes.ts';
import type { Reply } from '../../base/reply.ts';
import type { Block } from '../run/blocking.ts';
import type { Context } from '../run/context.ts';
import type { Suspended } from '../run/suspension.ts';
import type { KeySpec } from './key-spec.ts';

/**
 * A request: name, then arguments. The gate has checked the arity before a handler sees it, so the
 * positions that the arity promises are there; for computed positions use `arg`.
 */
export type Argv = readonly [
  ByteString,
  ByteString,
  ByteString,
  ByteString,
  ByteString,
  ByteString,
  ByteString,
  ByteString,
  ...ByteString[],
];

/** The argument at a position that is known to exist. */
export function arg(argv: readonly ByteString[], position: number): ByteString {
  return argv[position] as ByteString;
}

/** A handler answers at once, with a wait that the session keeps, or with a unit that stands still. */
export type Outcome = Reply | Block | Suspended;
export type Handler = (ctx: Context, argv: Argv) => Outcome;

/** The server's own flag words, one bit each, in the order in which COMMAND INFO lists them. */
export const FLAGS = {
  write: 1 << 0,
  readonly: 1 << 1,
  denyoom: 1 << 2,
  admin: 1 << 3,
  pubsub: 1 << 4,
  noscript: 1 << 5,
  blocking: 1 << 6,
  loading: 1 << 7,
  stale: 1 << 8,
  skip_monitor: 1 << 9,
  skip_slowlog: 1 << 10,
  asking: 1 << 11,
  fast: 1 << 12,
  no_auth: 1 << 13,
  may_replicate: 1 << 14,
  no_mandatory_keys: 1 << 15,
  no_async_loading: 1 << 16,
  no_multi: 1 << 17,
  allow_busy: 1 << 18,
  movablekeys: 1 << 19,
} as const;
export type Flag = keyof typeof FLAGS;

/** The group under which COMMAND DOCS lists a command. */
export type Group =
  | 'bitmap'
  | 'cluster'
  | 'connection'
  | 'generic'
  | 'geo'
  | 'hash'
  | 'hyperloglog'
  | 'list'
  | 'pubsub'
  | 'scripting'
  | 'server'
  | 'set'
  | 'sorted-set'
  | 'stream'
  | 'string'
  | 'transactions';

export interface CommandSpec {
  /** Lower case; a subcommand gives only its own word. */
  readonly name: string;
  readonly summary: string;
  readonly since: string;
  readonly group: Group;
  readonly complexity: string;
  /** Number of words with the name itself; negative: at least that many. */
  readonly arity: number;
  /** The server's flag words, space separated, such as `write denyoom fast`. */
  readonly flags: string;
  /** ACL categories without the @, space separated, such as `write string fast`. */
  readonly acl: string;
  readonly keys?: readonly KeySpec[];
  /** COMMAND's tips, such as `nondeterministic_output`. */
  readonly tips?: readonly string[];
  /** The arguments as the documentation writes them: `key value [NX|XX] [EX seconds|PX milliseconds]`. */
  readonly syntax: string;
  /** A container's parts; a container has no handler of its own unless it says otherwise. */
  readonly subcommands?: readonly Command[];
}

/** A row of the command table. Immutable; shared by every engine of the process. */
export interface Command extends CommandSpec {
  /** `get`, or `config|get` for a subcommand. */
  readonly fullName: string;
  /** Bits of FLAGS. */
  readonly mask: number;
  /** Position in the table: per-engine counters are arrays over it. Subcommands have their own. */
  readonly id: number;
  readonly handler: Handler | undefined;
  readonly subcommandNamed: ReadonlyMap<string, Command> | undefined;
}

let nextId = 0;

/** Declares a command: its row, then its handler. */
export function command(spec: CommandSpec, handler?: Handler): Command {
  return {
    ...spec,
    fullName: spec.name,
    mask: maskOf(spec.flags),
    id: nextId++,
    handler,
    subcommandNamed: spec.subcommands && new Map(spec.subcommands.map((sub) => [sub.name, sub])),
  };
}

/** Declares a container such as CONFIG; its subcommands become `config|get` and so on. */
export function container(
  spec: CommandSpec & { readonly subcommands: readonly Command[] },
  handler?: Handler,
): Command {
  const named = spec.subcommands.map((sub) => ({ ...sub, fullName: `${spec.name}|${sub.name}` }));
  return command({ ...spec, subcommands: named }, handler);
}

/** One more than the greatest `id` handed out: the length of per-command counters. */
export function commandCount(): number {
  return nextId;
}

function maskOf(flags: string): number {
  let mask = 0;
  for (const word of flags.split(' ')) {
    if (word === '') continue;
    if (!(word in FLAGS)) throw new Error(`unknown command flag: ${word}`);
    mask |= FLAGS[word as Flag];
  }
  return mask;
}

/** True when a request of `count` words fits the arity. */
export function fitsArity(arity: number, count: number): boolean {
  return arity >= 0 ? count === arity : count >= -arity;
}
